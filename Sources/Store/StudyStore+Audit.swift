internal import GRDB

extension StudyStore {
  /// Where the chain ends now: what a place outside should keep.
  public func auditHead() throws -> AuditHead {
    try reading { try AuditTrail.head($0) }
  }

  /// Entries of the audit trail, in order.
  ///
  /// - Parameters:
  ///   - after: the sequence of the last entry of the page before; 0 for the first page.
  ///   - limit: how many at most.
  /// - Returns: the page; empty after the last.
  /// - Throws: what SQLite reports.
  public func auditEntries(after: Int = 0, limit: Int = .max) throws -> [AuditEntry] {
    var entries: [AuditEntry] = []
    try forEachAuditEntry(after: after, limit: limit) { entries.append($0) }
    return entries
  }

  /// Hands over entries of the audit trail one by one, all from one state of the database.
  public func forEachAuditEntry(
    after: Int = 0,
    limit: Int = .max,
    _ body: (AuditEntry) throws -> Void
  ) throws {
    try reading { database in
      let rows = try Row.fetchCursor(
        database,
        sql: "\(AuditEntry.selection) WHERE sequence > ? ORDER BY sequence LIMIT ?",
        arguments: [after, limit]
      )
      while let row = try rows.next() { try body(AuditEntry(row)) }
    }
  }

  /// Checks the whole trail: that the chain is whole, and that it and the results agree.
  ///
  /// Memory stays small, whatever the length. What it can and cannot show: see `AuditTrail`.
  ///
  /// - Parameter anchor: a head that was kept outside; the chain must still lead through it.
  /// - Returns: that all is intact, or the first entry at which it is not.
  /// - Throws: what SQLite reports; a broken chain is no error but an answer.
  public func verifyAudit(anchor: AuditHead? = nil) throws -> AuditVerification {
    try reading { database in
      let verifier = try AuditVerifier(database, anchor: anchor)
      return try verifier.verify()
    }
  }
}

extension AuditEntry {
  static let selection = """
    SELECT sequence, recorded_at, actor, event, subject, study_uid, details, previous_hash, hash
    FROM audit
    """

  init(_ row: Row) {
    self.init(
      sequence: row[0],
      recordedAt: row[1],
      actor: row[2],
      event: AuditEvent(rawValue: row[3]),
      subject: row[4],
      studyUID: row[5],
      details: row[6],
      previousHash: row[7],
      hash: row[8]
    )
  }

  /// Entries about any of the subjects, or of the studies, in order.
  static func fetch(
    _ database: Database,
    about subjects: Set<String>,
    studies: Set<String>
  ) throws -> [AuditEntry] {
    var found: [Int: AuditEntry] = [:]
    let lookups = [("subject", subjects), ("study_uid", studies)]
    for (column, values) in lookups {
      for value in values {
        let sql = "\(selection) WHERE \(column) = ?"
        for row in try Row.fetchAll(database, sql: sql, arguments: [value]) {
          let entry = AuditEntry(row)
          found[entry.sequence] = entry
        }
      }
    }
    return found.values.sorted { $0.sequence < $1.sequence }
  }
}
