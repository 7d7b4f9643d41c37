/// The data elements that pacs-watch reads, by their names in PS3.6.
enum Attributes {
  static let specificCharacterSet = Tag(0x0008, 0x0005)
  static let imageType = Tag(0x0008, 0x0008)
  static let sopClassUID = Tag(0x0008, 0x0016)
  static let sopInstanceUID = Tag(0x0008, 0x0018)
  static let studyDate = Tag(0x0008, 0x0020)
  static let studyTime = Tag(0x0008, 0x0030)
  static let accessionNumber = Tag(0x0008, 0x0050)
  static let modality = Tag(0x0008, 0x0060)
  static let presentationIntentType = Tag(0x0008, 0x0068)
  static let manufacturer = Tag(0x0008, 0x0070)
  static let codeValue = Tag(0x0008, 0x0100)
  static let codingSchemeDesignator = Tag(0x0008, 0x0102)
  static let codeMeaning = Tag(0x0008, 0x0104)
  static let stationName = Tag(0x0008, 0x1010)
  static let studyDescription = Tag(0x0008, 0x1030)
  static let seriesDescription = Tag(0x0008, 0x103E)
  static let anatomicRegionSequence = Tag(0x0008, 0x2218)
  static let patientName = Tag(0x0010, 0x0010)
  static let patientID = Tag(0x0010, 0x0020)
  static let patientBirthDate = Tag(0x0010, 0x0030)
  static let patientSex = Tag(0x0010, 0x0040)
  static let patientAge = Tag(0x0010, 0x1010)
  static let bodyPartExamined = Tag(0x0018, 0x0015)
  static let protocolName = Tag(0x0018, 0x1030)
  static let processingDescription = Tag(0x0018, 0x1400)
  static let patientPosition = Tag(0x0018, 0x5100)
  static let viewPosition = Tag(0x0018, 0x5101)
  static let fieldOfViewRotation = Tag(0x0018, 0x7032)
  static let fieldOfViewHorizontalFlip = Tag(0x0018, 0x7034)
  static let studyInstanceUID = Tag(0x0020, 0x000D)
  static let seriesInstanceUID = Tag(0x0020, 0x000E)
  static let patientOrientation = Tag(0x0020, 0x0020)
  static let imageOrientationPatient = Tag(0x0020, 0x0037)
  static let imageComments = Tag(0x0020, 0x4000)
  static let samplesPerPixel = Tag(0x0028, 0x0002)
  static let photometricInterpretation = Tag(0x0028, 0x0004)
  static let numberOfFrames = Tag(0x0028, 0x0008)
  static let rows = Tag(0x0028, 0x0010)
  static let columns = Tag(0x0028, 0x0011)
  static let bitsAllocated = Tag(0x0028, 0x0100)
  static let bitsStored = Tag(0x0028, 0x0101)
  static let highBit = Tag(0x0028, 0x0102)
  static let pixelRepresentation = Tag(0x0028, 0x0103)
  static let burnedInAnnotation = Tag(0x0028, 0x0301)
  static let windowCenter = Tag(0x0028, 0x1050)
  static let windowWidth = Tag(0x0028, 0x1051)
  static let rescaleIntercept = Tag(0x0028, 0x1052)
  static let rescaleSlope = Tag(0x0028, 0x1053)
  static let voiLUTFunction = Tag(0x0028, 0x1056)
  static let lossyImageCompression = Tag(0x0028, 0x2110)
  static let modalityLUTSequence = Tag(0x0028, 0x3000)
  static let lutDescriptor = Tag(0x0028, 0x3002)
  static let lutData = Tag(0x0028, 0x3006)
  static let voiLUTSequence = Tag(0x0028, 0x3010)
  static let performedProcedureStepDescription = Tag(0x0040, 0x0254)
  static let viewCodeSequence = Tag(0x0054, 0x0220)
  static let viewModifierCodeSequence = Tag(0x0054, 0x0222)
  static let presentationLUTShape = Tag(0x2050, 0x0020)
  static let extendedOffsetTable = Tag(0x7FE0, 0x0001)
  static let floatPixelData = Tag(0x7FE0, 0x0008)
  static let doubleFloatPixelData = Tag(0x7FE0, 0x0009)
  static let pixelData = Tag(0x7FE0, 0x0010)

  /// Those whose value is items.
  static let sequences: Set<Tag> = [
    anatomicRegionSequence, modalityLUTSequence, voiLUTSequence, viewCodeSequence,
    viewModifierCodeSequence,
  ]

  /// Those whose value is kept; everything else is passed over unread.
  static let wanted: Set<Tag> = sequences.union([
    specificCharacterSet, imageType, sopClassUID, sopInstanceUID, studyDate, studyTime,
    accessionNumber, modality, presentationIntentType, manufacturer, codeValue,
    codingSchemeDesignator, codeMeaning, stationName, studyDescription, seriesDescription,
    patientName, patientID, patientBirthDate, patientSex, patientAge, bodyPartExamined,
    protocolName, processingDescription, patientPosition, viewPosition, fieldOfViewRotation,
    fieldOfViewHorizontalFlip, studyInstanceUID, seriesInstanceUID, patientOrientation,
    imageOrientationPatient,
    imageComments, samplesPerPixel, photometricInterpretation, numberOfFrames, rows, columns,
    bitsAllocated, bitsStored, highBit, pixelRepresentation, burnedInAnnotation, windowCenter,
    windowWidth, rescaleIntercept, rescaleSlope, voiLUTFunction, lossyImageCompression,
    lutDescriptor, lutData, performedProcedureStepDescription, presentationLUTShape,
    extendedOffsetTable,
  ])
}
