/// What a check of the audit trail gave.
public enum AuditVerification: Sendable, Hashable {
  /// Every entry follows from the one before, and every result is the one that was recorded.
  case intact(entries: Int, head: String)
  /// The first entry that is missing or changed, or whose result is.
  case broken(sequence: Int, explanation: String)

  /// Whether nothing was found.
  public var isIntact: Bool {
    switch self {
    case .intact: true
    case .broken: false
    }
  }
}
