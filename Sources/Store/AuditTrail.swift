internal import ContentHash
internal import GRDB

/// The chain of audit entries: how an entry is hashed, and how one is added.
///
/// `hash` is SHA-256 over the canonical bytes (`CanonicalBytes`) of the text `pacs-watch audit 1`,
/// then sequence, recorded_at, actor, event, subject, study_uid, details and previous_hash. The
/// first entry's previous hash, and an empty chain's head, is SHA-256 of `pacs-watch audit 1`.
///
/// The chain shows that an entry was changed, removed from the middle or moved; the head record
/// shows that the end is missing. Whoever can write the whole file and runs this program's own
/// algorithm can forge all of it: only a head that was kept outside (`AuditHead`) shows that.
enum AuditTrail {
  /// What the hashes begin with: the name of this form of the chain.
  static let form = "pacs-watch audit 1"
  /// The hash before the first entry.
  static let genesis = SHA256Digest(of: form).hex

  /// The head, as of the transaction.
  static func head(_ database: Database) throws -> AuditHead {
    let statement = try database.cachedStatement(sql: "SELECT sequence, hash FROM audit_head")
    guard let row = try Row.fetchOne(statement) else {
      throw StoreError.damaged(database: "audit_head")
    }
    return AuditHead(sequence: row[0], hash: row[1])
  }

  /// The hash of an entry; texts come as the bytes that the database holds.
  static func hash(
    sequence: Int64,
    texts: [(some Collection<UInt8>)?]
  ) -> SHA256Digest {
    var canonical = CanonicalBytes(form)
    canonical.append(sequence)
    for text in texts {
      if let text { canonical.append(raw: text) } else { canonical.appendNull() }
    }
    return SHA256Digest(of: canonical.bytes)
  }
}

extension StoreTransaction {
  /// Adds an entry to the audit trail.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - subject: of what: a content hash or a UID, never patient data.
  ///   - studyUID: the Study Instance UID, where it is known.
  ///   - details: more, as a JSON object without patient data.
  /// - Returns: the entry's sequence.
  /// - Throws: what SQLite reports; the whole transaction is undone then.
  @discardableResult
  public func appendAudit(
    _ event: AuditEvent,
    subject: String? = nil,
    studyUID: String? = nil,
    details: some Encodable = [String: String]()
  ) throws -> Int {
    let head = try AuditTrail.head(database)
    let sequence = head.sequence + 1
    let texts: [String?] = [
      timestamp, actor, event.rawValue, subject?.columnText, studyUID?.columnText,
      try CanonicalJSON.text(details), head.hash,
    ]
    let hash = AuditTrail.hash(sequence: Int64(sequence), texts: texts.map { $0.map(\.utf8) })
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO audit (sequence, recorded_at, actor, event, subject, study_uid, details,
          previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    )
    var arguments: StatementArguments = [sequence]
    arguments += StatementArguments(texts)
    arguments += [hash.hex]
    try statement.execute(arguments: arguments)
    return sequence
  }
}
