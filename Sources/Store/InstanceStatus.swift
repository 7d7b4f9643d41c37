/// What became of an instance.
public enum InstanceStatus: String, Codable, Sendable, CaseIterable {
  /// A finding was given.
  case classified
  /// The model was run and gave no finding, since it was not sure enough or the film not fit.
  case abstained
  /// No film for this program, with a reason such as `lateral-view`.
  case skipped
  /// A chest film whose view nobody states: not read.
  case undecidedView = "undecided-view"
  /// The same bytes were received before. The store gives it to arrivals; no outcome may state it.
  case duplicate
  /// Another film has the same SOP Instance UID. Only the store gives it.
  case conflict
  /// The file could not be read, with a reason such as `truncated`.
  case quarantined

  /// Whether the store alone gives it.
  var isGivenByStore: Bool { self == .duplicate || self == .conflict }
}
