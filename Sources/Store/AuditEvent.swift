/// What an audit entry says has happened: a name in kebab case.
public struct AuditEvent: RawRepresentable, Hashable, Codable, Sendable {
  /// The name.
  public let rawValue: String

  /// The event with a name of lower-case letters, digits and hyphens.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// A content was seen for the first time.
  public static let received = Self(rawValue: "received")
  /// A known content was seen at another path.
  public static let duplicateReceived = Self(rawValue: "duplicate-received")
  /// Work on a file began again.
  ///
  /// First attempts have no entry: `received` stands before and the result after them, and bulk
  /// loads need one entry less a file.
  public static let attemptStarted = Self(rawValue: "attempt-started")
  /// All allowed attempts were used up.
  public static let attemptsExhausted = Self(rawValue: "attempts-exhausted")
  /// An attempt failed for a cause that may pass.
  public static let released = Self(rawValue: "released")
  /// A version of a result was recorded; the details hold its digest.
  public static let resultRecorded = Self(rawValue: "result-recorded")
  /// Two films with one SOP Instance UID.
  public static let uidConflict = Self(rawValue: "uid-conflict")
  /// The same film with another header took the older one's place.
  public static let headerUpdated = Self(rawValue: "header-updated")
  /// A file's bytes were moved within the state folder, or are gone.
  public static let moved = Self(rawValue: "moved")
  /// The daemon or a command that changes results started.
  public static let started = Self(rawValue: "started")
  /// It stopped in order.
  public static let stopped = Self(rawValue: "stopped")
  /// A result was computed again and compared.
  public static let compared = Self(rawValue: "compared")
  /// Results left the store.
  public static let exported = Self(rawValue: "exported")
  /// The chain's head was written to an outside place.
  public static let watermark = Self(rawValue: "watermark")
  /// Another model or configuration came into force.
  public static let modelChanged = Self(rawValue: "model-changed")
  /// A second bundle shall read a film beside the one whose result was recorded.
  public static let shadowPromised = Self(rawValue: "shadow-promised")
  /// What the second bundle said was recorded; the details hold its digest.
  public static let shadowRecorded = Self(rawValue: "shadow-recorded")
  /// A bundle was signed off for this store; the details hold the acceptance's digest.
  public static let modelAccepted = Self(rawValue: "model-accepted")
  /// A bundle did not reach the figures that were demanded of it.
  public static let modelRefused = Self(rawValue: "model-refused")
}

/// An entry of the audit trail, with the texts exactly as they were hashed.
public struct AuditEntry: Sendable, Hashable, Codable {
  /// Its place in the chain, from 1, without gaps.
  public let sequence: Int
  /// When, ISO 8601 in UTC with milliseconds.
  public let recordedAt: String
  /// Who: a user's name, or `daemon`.
  public let actor: String
  /// What.
  public let event: AuditEvent
  /// Of what: a content hash or a UID, never patient data.
  public let subject: String?
  /// The Study Instance UID, where it is known.
  public let studyUID: String?
  /// More, as canonical JSON.
  public let details: String
  /// The hash of the entry before.
  public let previousHash: String
  /// The hash of this entry.
  public let hash: String
}

/// Where the chain ends: what a place outside should keep.
public struct AuditHead: Sendable, Hashable, Codable {
  /// The last entry's sequence; 0 for an empty chain.
  public let sequence: Int
  /// Its hash.
  public let hash: String

  /// A head as an outside place kept it.
  public init(sequence: Int, hash: String) {
    self.sequence = sequence
    self.hash = hash
  }
}
