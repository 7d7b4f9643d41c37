internal import DicomBridge

extension DicomHeader: Field {
  static var blank: DicomHeader { DicomHeader() }

  /// Every stored property; a test counts them.
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    try codeInstance(with: &coder)
    try codeView(with: &coder)
    try codePatient(with: &coder)
    try codePixels(with: &coder)
  }

  private mutating func codeInstance(with coder: inout some FieldCoder) throws(FieldFault) {
    try coder.code(&transferSyntaxUID)
    try coder.code(&sopClassUID)
    try coder.code(&sopInstanceUID)
    try coder.code(&studyInstanceUID)
    try coder.code(&seriesInstanceUID)
    try coder.code(&modality)
    try coder.code(&imageType)
    try coder.code(&presentationIntentType)
    try coder.code(&manufacturer)
    try coder.code(&stationName)
    try coder.code(&studyDate)
    try coder.code(&studyTime)
    try coder.code(&accessionNumber)
    try coder.code(&hasPreamble)
  }

  private mutating func codeView(with coder: inout some FieldCoder) throws(FieldFault) {
    try coder.code(&bodyPartExamined)
    try coder.code(&anatomicRegions)
    try coder.code(&viewPosition)
    try coder.code(&viewCodes)
    try coder.code(&viewModifierCodes)
    try coder.code(&patientOrientation)
    try coder.code(&imageOrientationPatient)
    try coder.code(&patientPosition)
    try coder.code(&seriesDescription)
    try coder.code(&protocolName)
    try coder.code(&studyDescription)
    try coder.code(&imageComments)
    try coder.code(&acquisitionDeviceProcessingDescription)
    try coder.code(&performedProcedureStepDescription)
    try coder.code(&fieldOfViewRotation)
    try coder.code(&fieldOfViewHorizontalFlip)
  }

  private mutating func codePatient(with coder: inout some FieldCoder) throws(FieldFault) {
    try coder.code(&patientName)
    try coder.code(&patientID)
    try coder.code(&patientBirthDate)
    try coder.code(&patientAge)
    try coder.code(&patientSex)
  }

  private mutating func codePixels(with coder: inout some FieldCoder) throws(FieldFault) {
    try coder.code(&rows)
    try coder.code(&columns)
    try coder.code(&samplesPerPixel)
    try coder.code(&bitsAllocated)
    try coder.code(&bitsStored)
    try coder.code(&highBit)
    try coder.code(&pixelRepresentation)
    try coder.code(&photometricInterpretation)
    try coder.code(&numberOfFrames)
    try coder.code(&burnedInAnnotation)
    try coder.code(&lossyImageCompression)
    try coder.code(&hasPixelData)
    let numbers = [
      rows, columns, samplesPerPixel, bitsAllocated, bitsStored, highBit, pixelRepresentation,
      numberOfFrames,
    ]
    // As `Dataset.integer` has it: products of two cannot overflow.
    guard numbers.allSatisfy({ abs($0 ?? 0) < 1_000_000_000 }) else { throw FieldFault() }
  }
}

extension CodedConcept: Field {
  static var blank: CodedConcept { CodedConcept(value: "", scheme: "", meaning: "") }

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    try coder.code(&value)
    try coder.code(&scheme)
    try coder.code(&meaning)
  }
}
