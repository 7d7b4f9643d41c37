public import Foundation

/// What two bundles said of the same film: the served result, and the reading beside it.
public struct ShadowPair: Sendable, Hashable {
  /// The reading.
  public let shadowID: ShadowID
  /// The served version beside which it stands; a later version has a reading of its own, or none.
  public let resultID: ResultID
  /// The file.
  public let fileID: FileID
  /// SHA-256 of the file's bytes.
  public let contentHash: String
  /// Where the file was found first.
  public let sourceFile: String
  /// The Study Instance UID.
  public let studyUID: String?
  /// The SOP Instance UID.
  public let sopInstanceUID: String?
  /// The patient, by which films belong together; never shown.
  public let patientID: String?
  /// The accession number; used to find the film, never shown.
  public let accessionNumber: String?
  /// The view.
  public let view: String?
  /// The bundle that served.
  public let served: ShadowBundle
  /// What the work with it came to: classified or abstained.
  public let servedStatus: InstanceStatus
  /// Its finding.
  public let servedFinding: String?
  /// All its labels' probabilities.
  public let servedProbabilities: [LabelProbability]
  /// The bundle that read beside.
  public let shadow: ShadowBundle
  /// What it said; of a promise only the status is known.
  public let reading: ShadowReading
  /// When the result was recorded and the reading promised.
  public let promisedAt: Date
}
