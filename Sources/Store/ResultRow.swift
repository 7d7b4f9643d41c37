public import Foundation

/// A row of a list or an export: a version of a result, or a duplicate arrival.
public struct ResultRow: Sendable, Hashable {
  /// The flag of a row whose film, or one of whose study's, has a UID that other pixels bear, too.
  public static let conflictFlag = "uid-conflict"

  /// The result, or nil for a duplicate arrival.
  public let resultID: ResultID?
  /// The file.
  public let fileID: FileID
  /// SHA-256 of the file's bytes.
  public let contentHash: String
  /// What the header states.
  public let identity: InstanceIdentity
  /// The view.
  public let view: String?
  /// What said so.
  public let viewEvidence: String?
  /// What became of it.
  public let status: InstanceStatus
  /// Why, in kebab case.
  public let reason: String?
  /// Why, as a sentence.
  public let detail: String?
  /// The label that was found.
  public let finding: String?
  /// Its probability.
  public let probability: Double?
  /// All labels' probabilities.
  public let probabilities: [LabelProbability]
  /// How sure the lung segmentation is.
  public let segmentationConfidence: Double?
  /// The share of the heatmap that lies inside the lungs.
  public let heatmapInLungs: Double?
  /// Remarks, with `uid-conflict` where it applies.
  public let flags: [String]
  /// The model's name.
  public let model: String?
  /// The model's version.
  public let modelVersion: String?
  /// When the result was recorded, or the duplicate arrived.
  public let processedAt: Date
  /// The version among the file's results, or nil for a duplicate arrival.
  public let resultVersion: Int?
  /// The result that took its place, or nil if it is current.
  public let supersededBy: ResultID?
  /// Where the file was found, as it was found.
  public let sourceFile: String
  /// The rendered film, relative to the state folder.
  public let imageFile: String?
  /// The heatmap, relative to the state folder.
  public let heatmapFile: String?
  /// SHA-256 of the rendered film's file.
  public let imageSHA256: String?
  /// SHA-256 of the heatmap's file.
  public let heatmapSHA256: String?
  /// SHA-256 over the decoded stored values.
  public let pixelHash: String?
  /// What it was computed from and with; nil for a duplicate arrival.
  public let provenance: Provenance?
}
