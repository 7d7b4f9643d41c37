/// The number of a second bundle's reading of a film.
public struct ShadowID: RawRepresentable, Hashable, Comparable, Codable, Sendable {
  /// The row's id.
  public let rawValue: Int64

  /// The id with a number.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// Orders by promising.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A bundle that reads beside the one that serves.
public struct ShadowBundle: Sendable, Hashable, Codable {
  /// SHA-256 that names the bundle as a whole.
  public let hash: String
  /// Its name.
  public let model: String
  /// Its version.
  public let modelVersion: String

  /// A bundle by its hash and names.
  public init(hash: String, model: String, modelVersion: String) {
    self.hash = hash
    self.model = model
    self.modelVersion = modelVersion
  }
}

/// What became of a second bundle's reading.
public enum ShadowStatus: String, Sendable, Codable, Hashable, CaseIterable {
  /// The result is recorded, the second bundle has yet to read the film.
  case promised
  /// It gave a finding.
  case classified
  /// It gave probabilities and no answer.
  case abstained
  /// Its manifest does not accept the film.
  case skipped
  /// It could not read the film, or the program ended before it had.
  case failed
}

/// All that a second bundle said of a film: never a study's result, never exported.
public struct ShadowReading: Sendable, Hashable {
  /// What became of it; never `promised`.
  public var status: ShadowStatus
  /// Why, in kebab case; required for `skipped` and `failed`.
  public var reason: String?
  /// Why, as a full sentence without patient data.
  public var detail: String?
  /// The label that was found; required for `classified` and `abstained`.
  public var finding: String?
  /// The finding's probability, 0 to 1.
  public var probability: Double?
  /// All labels' probabilities, in the model's order.
  public var probabilities: [LabelProbability]
  /// How sure the lung segmentation is, 0 to 1.
  public var segmentationConfidence: Double?
  /// Remarks in kebab case.
  public var flags: [String]
  /// How long the second bundle took, wall clock.
  public var milliseconds: Double?
  /// What it was computed from and with; required for `classified` and `abstained`.
  public var provenance: Provenance?

  /// A reading of which only the status is known yet.
  public init(status: ShadowStatus, reason: String? = nil, detail: String? = nil) {
    self.status = status
    self.reason = reason
    self.detail = detail
    probabilities = []
    flags = []
  }
}
