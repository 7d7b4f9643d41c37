public import Foundation

// Each of these is a transaction of its own; `transaction` puts several into one.
extension StudyStore {
  /// Registers a content that was seen at a source path.
  ///
  /// A new content gets a file in the state `spooled`. A known one at a path that had it before is
  /// nothing new (its sighting is brought up to date); at another path it is a duplicate, whose
  /// arrival is kept and gets no result. Audit: `received`, `duplicate-received`.
  ///
  /// - Parameter arrival: the content, whose bytes lie at `StoreLayout.spoolFile(for:)` already.
  /// - Returns: which of the three it is, with the file.
  /// - Throws: `StoreError`, or what SQLite reports.
  public func register(_ arrival: Arrival) throws -> RegisteredArrival {
    try transaction { try $0.register(arrival) }
  }

  /// Counts an attempt, durably, before it is made.
  ///
  /// A file that kills the program is found out at the next start, since its attempt counts. The
  /// count begins again with each recorded result. Audit: `attempt-started` from the second attempt
  /// on, `attempts-exhausted`.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - limit: how many attempts may begin without one of them ending in a result.
  /// - Returns: the attempt's number, or that there were enough.
  /// - Throws: `StoreError.unknownFile`, or what SQLite reports.
  public func beginAttempt(_ file: FileID, limit: Int) throws -> AttemptOutcome {
    try transaction { try $0.beginAttempt(file, limit: limit) }
  }

  /// Gives a file back to the spool after a failure that may pass; its attempt no longer counts,
  /// since the program lived to say so.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - retryAfter: not to be tried again before this; kept for who asks for unfinished files.
  ///   - reason: the failure in kebab case, for the audit entry `released`.
  /// - Throws: `StoreError.unknownFile`, or what SQLite reports.
  public func release(
    _ file: FileID,
    retryAfter: Date? = nil,
    reason: String = "transient-failure"
  ) throws {
    try transaction { try $0.release(file, retryAfter: retryAfter, reason: reason) }
  }

  /// Records the outcome of a file as a new version of its result.
  ///
  /// The file's former current result is superseded, never changed. Where other files bear the same
  /// SOP Instance UID and pixels of both were decoded, `SameInstanceRule` decides which of them are
  /// current, in conflict, or superseded by a later header. An outcome without an identity keeps the
  /// one that the same bytes gave before. Audit: `result-recorded` with the
  /// row's digest for each version, `uid-conflict`, `header-updated`.
  ///
  /// - Parameters:
  ///   - outcome: what the work gave; its provenance names the file's hash.
  ///   - file: the file.
  /// - Returns: the version as it was recorded.
  /// - Throws: `StoreError`, or what SQLite reports when the outcome violates the schema.
  @discardableResult
  public func record(_ outcome: Outcome, for file: FileID) throws -> RecordedResult {
    try transaction { try $0.record(outcome, for: file) }
  }

  /// Records several files' outcomes in one transaction, with one fsync: all of them, or none.
  @discardableResult
  public func record(batch: [(outcome: Outcome, file: FileID)]) throws -> [RecordedResult] {
    try transaction { transaction in
      try batch.map { try transaction.record($0.outcome, for: $0.file) }
    }
  }

  /// Moves a file's bytes within the state folder, and notes their place.
  ///
  /// The rename is durable before the note; a crash in between is mended by the same call. Marking
  /// a file `gone` removes nothing: whoever deleted the bytes says so. Audit: `moved`.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - place: where its bytes shall be.
  /// - Returns: where they are now, or nil for `gone`.
  /// - Throws: `StoreError.cannotPrepare` where the bytes are not where they should be.
  @discardableResult
  public func move(_ file: FileID, to place: FilePlace) throws -> URL? {
    guard let stored = try self.file(file) else { throw StoreError.unknownFile(file) }
    let target = layout.url(of: stored.contentHash, in: place)
    if let target, let origin = stored.bytes, origin != target {
      try StateFolder.move(origin, to: target)
    }
    try transaction { try $0.mark(file, in: place) }
    return target
  }

  /// Adds an entry to the audit trail, such as `started` or `exported`.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - subject: of what: a content hash or a UID, never patient data.
  ///   - studyUID: the Study Instance UID, where it is known.
  ///   - details: more, as a JSON object without patient data.
  /// - Returns: the entry's sequence.
  /// - Throws: `StoreError`, or what SQLite reports.
  @discardableResult
  public func appendAudit(
    _ event: AuditEvent,
    subject: String? = nil,
    studyUID: String? = nil,
    details: some Encodable = [String: String]()
  ) throws -> Int {
    try transaction {
      try $0.appendAudit(event, subject: subject, studyUID: studyUID, details: details)
    }
  }
}
