/// How probable a model holds a label, calibrated.
public struct LabelProbability: Sendable, Codable, Hashable {
  /// The label.
  public var label: String
  /// 0 to 1.
  public var probability: Double

  /// A label with its probability.
  public init(label: String, probability: Double) {
    self.label = label
    self.probability = probability
  }
}

/// All that work on a file gave; `StudyStore.record` makes it a version of the file's result.
public struct Outcome: Sendable, Codable, Equatable {
  /// Who and what it is, or nil where the file is no DICOM.
  public var identity: InstanceIdentity?
  /// SHA-256 over the decoded stored values, or nil if nothing was decoded.
  public var pixelHash: String?
  /// The view, such as PA.
  public var view: String?
  /// What said so.
  public var viewEvidence: String?
  /// What became of it; never `duplicate` or `conflict`, which the store gives.
  public var status: InstanceStatus
  /// Why, in kebab case; required for `skipped` and `quarantined`.
  public var reason: String?
  /// Why, as a full sentence without patient data.
  public var detail: String?
  /// The label that was found; required for `classified`.
  public var finding: String?
  /// The finding's probability, 0 to 1; required for `classified`.
  public var probability: Double?
  /// All labels' probabilities, in the model's order.
  public var probabilities: [LabelProbability]
  /// How sure the lung segmentation is, 0 to 1.
  public var segmentationConfidence: Double?
  /// The share of the heatmap that lies inside the lungs, 0 to 1.
  public var heatmapInLungs: Double?
  /// Remarks in kebab case; `header-updated` is the store's to give.
  public var flags: [String]
  /// The model's name.
  public var model: String?
  /// The model's version.
  public var modelVersion: String?
  /// The rendered film, relative to the state folder.
  public var imageFile: String?
  /// The heatmap, relative to the state folder.
  public var heatmapFile: String?
  /// SHA-256 of the rendered film's file.
  public var imageSHA256: String?
  /// SHA-256 of the heatmap's file.
  public var heatmapSHA256: String?
  /// What it was computed from and with.
  public var provenance: Provenance

  /// An outcome of which only the status is known yet.
  public init(status: InstanceStatus, reason: String? = nil, provenance: Provenance) {
    self.status = status
    self.reason = reason
    self.provenance = provenance
    probabilities = []
    flags = []
  }
}

/// A version of a result as it was recorded.
public struct RecordedResult: Sendable, Hashable {
  /// Its number.
  public let id: ResultID
  /// Its version among the file's results, from 1.
  public let version: Int
  /// The status as recorded; `conflict` where the outcome said otherwise.
  public let status: InstanceStatus
  /// The reason as recorded.
  public let reason: String?
  /// The flags as recorded.
  public let flags: [String]
  /// The result that takes this one's place: a later header of the same film was recorded before.
  public let supersededBy: ResultID?
}
