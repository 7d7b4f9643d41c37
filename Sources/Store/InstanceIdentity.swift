/// Who and what an instance is, as its header states it.
///
/// Each version of a result keeps its own, so that a corrected name never rewrites what was known.
public struct InstanceIdentity: Sendable, Codable, Hashable {
  /// (0020,000D).
  public var studyUID: String?
  /// (0020,000E).
  public var seriesUID: String?
  /// (0008,0018).
  public var sopInstanceUID: String?
  /// (0008,0016).
  public var sopClassUID: String?
  /// (0008,0060).
  public var modality: String?
  /// (0008,0050).
  public var accessionNumber: String?
  /// (0010,0020).
  public var patientID: String?
  /// (0010,0010).
  public var patientName: String?
  /// (0008,0020), YYYYMMDD.
  public var studyDate: String?
  /// (0010,0040).
  public var patientSex: String?
  /// (0010,1010).
  public var patientAge: String?

  /// An identity in which nothing is stated.
  public init() {}
}
