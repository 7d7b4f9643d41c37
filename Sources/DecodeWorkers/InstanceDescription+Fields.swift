internal import DicomBridge
internal import Imaging

extension InstanceDescription: Field {
  static var blank: InstanceDescription { InstanceDescription() }

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    try coder.code(&header)
    try coder.code(&rows)
    try coder.code(&columns)
    try coder.code(&bitsStored)
    try coder.code(&isSigned)
    try coder.code(&modalityLUT)
    try coder.code(&voiLUT)
    try coder.code(&isInverted)
    try coder.code(&flags)
    try coder.code(&decoderName)
    // Rows and Columns are 16-bit numbers in DICOM.
    guard (1..<1 << 16).contains(rows), (1..<1 << 16).contains(columns),
      (1...16).contains(bitsStored)
    else { throw FieldFault() }
  }
}
