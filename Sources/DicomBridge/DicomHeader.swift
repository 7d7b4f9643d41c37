/// The attributes of an instance that pacs-watch reads, as the file states them.
///
/// Texts are Unicode whatever the Specific Character Set, with padding removed; an attribute that is
/// absent or empty is nil (or an empty list). Numbers that do not parse are nil. Nothing is repaired
/// here: judging the header is the work of `ViewPosition` and `FilmGate`.
public struct DicomHeader: Sendable, Hashable {
  /// (0002,0010), or Implicit VR Little Endian's where a file has no meta header.
  public var transferSyntaxUID = ""
  /// (0008,0016).
  public var sopClassUID: String?
  /// (0008,0018).
  public var sopInstanceUID: String?
  /// (0020,000D).
  public var studyInstanceUID: String?
  /// (0020,000E).
  public var seriesInstanceUID: String?
  /// (0008,0060).
  public var modality: String?
  /// (0008,0008), one entry a value.
  public var imageType: [String] = []
  /// (0008,0068): FOR PRESENTATION or FOR PROCESSING.
  public var presentationIntentType: String?
  /// (0018,0015).
  public var bodyPartExamined: String?
  /// (0008,2218), or Anatomic Region inside it.
  public var anatomicRegions: [CodedConcept] = []
  /// (0018,5101).
  public var viewPosition: String?
  /// (0054,0220).
  public var viewCodes: [CodedConcept] = []
  /// (0054,0222) inside the view code items.
  public var viewModifierCodes: [CodedConcept] = []
  /// (0020,0020), the direction of the rows and of the columns.
  public var patientOrientation: [String] = []
  /// (0020,0037), the direction cosines of a row and of a column: six numbers, or none.
  public var imageOrientationPatient: [Double] = []
  /// (0018,5100).
  public var patientPosition: String?
  /// (0008,103E).
  public var seriesDescription: String?
  /// (0018,1030).
  public var protocolName: String?
  /// (0008,1030).
  public var studyDescription: String?
  /// (0020,4000).
  public var imageComments: String?
  /// (0018,1400).
  public var acquisitionDeviceProcessingDescription: String?
  /// (0040,0254).
  public var performedProcedureStepDescription: String?
  /// (0018,1164) and the like are not read; (0018,7032), degrees.
  public var fieldOfViewRotation: Double?
  /// (0018,7034) YES or NO.
  public var fieldOfViewHorizontalFlip: String?

  /// (0010,0010), Unicode, the component groups as they came.
  public var patientName: String?
  /// (0010,0020).
  public var patientID: String?
  /// (0010,0030), YYYYMMDD as stated.
  public var patientBirthDate: String?
  /// (0010,1010), such as 042Y.
  public var patientAge: String?
  /// (0010,0040).
  public var patientSex: String?
  /// (0008,0050).
  public var accessionNumber: String?
  /// (0008,0020), YYYYMMDD as stated.
  public var studyDate: String?
  /// (0008,0030).
  public var studyTime: String?
  /// (0008,0070).
  public var manufacturer: String?
  /// (0008,1010).
  public var stationName: String?

  /// (0028,0010).
  public var rows: Int?
  /// (0028,0011).
  public var columns: Int?
  /// (0028,0002).
  public var samplesPerPixel: Int?
  /// (0028,0100).
  public var bitsAllocated: Int?
  /// (0028,0101).
  public var bitsStored: Int?
  /// (0028,0102).
  public var highBit: Int?
  /// (0028,0103): 0 unsigned, 1 two's complement.
  public var pixelRepresentation: Int?
  /// (0028,0004).
  public var photometricInterpretation: String?
  /// (0028,0008); nil where the file states none.
  public var numberOfFrames: Int?
  /// (0028,0301) YES or NO.
  public var burnedInAnnotation: String?
  /// (0028,2110): 01 if the pixels were ever lossily compressed.
  public var lossyImageCompression: String?
  /// Whether (7FE0,0010) follows.
  public var hasPixelData = false
  /// Whether the file began with the 128-byte preamble and DICM.
  public var hasPreamble = false

  /// A header in which nothing is stated.
  public init() {}
}

/// A code with its scheme and meaning, PS3.3 8.8.
public struct CodedConcept: Sendable, Hashable {
  /// (0008,0100).
  public var value: String
  /// (0008,0102).
  public var scheme: String
  /// (0008,0104).
  public var meaning: String

  /// A code as an item states it.
  public init(value: String, scheme: String, meaning: String) {
    self.value = value
    self.scheme = scheme
    self.meaning = meaning
  }
}
