internal import ContentHash
internal import Foundation
internal import GRDB

/// Walks the audit trail and the results side by side, each in order, holding one row of each.
struct AuditVerifier {
  private let database: Database
  private let anchor: AuditHead?
  private let entries: RowCursor
  private let results: RowCursor

  init(_ database: Database, anchor: AuditHead?) throws {
    self.database = database
    self.anchor = anchor
    entries = try Row.fetchCursor(database, sql: "\(AuditEntry.selection) ORDER BY sequence")
    results = try Row.fetchCursor(database, sql: "\(ResultDigest.selection) ORDER BY r.id")
  }

  /// A finding ends the walk; this is how it travels.
  private struct Break: Error {
    let sequence: Int
    let explanation: String
  }

  func verify() throws -> AuditVerification {
    do {
      return try walk()
    } catch let found as Break {
      return .broken(sequence: found.sequence, explanation: found.explanation)
    }
  }

  private func walk() throws -> AuditVerification {
    var last = AuditHead(sequence: 0, hash: AuditTrail.genesis)
    var superseded = 0
    var bound = BoundRows(database)
    try checkAnchor(at: last)
    while let row = try entries.next() {
      let entry = AuditEntry(row)
      try check(entry, row, after: last)
      last = AuditHead(sequence: entry.sequence, hash: entry.hash)
      try checkAnchor(at: last)
      if entry.event == .resultRecorded { superseded += try checkResult(of: entry) }
      if let explanation = try bound.check(entry) {
        throw Break(sequence: entry.sequence, explanation: explanation)
      }
    }
    try checkEnd(last, superseded: superseded)
    if let explanation = try bound.checkEnd() {
      throw Break(sequence: last.sequence, explanation: explanation)
    }
    return .intact(entries: last.sequence, head: last.hash)
  }

  private func check(_ entry: AuditEntry, _ row: Row, after last: AuditHead) throws {
    guard entry.sequence == last.sequence + 1 else {
      throw Break(sequence: last.sequence + 1, explanation: "the entry is missing")
    }
    // The bytes as they lie in the database: a text behind U+0000, or no UTF-8, must not hide.
    let texts = try (1...7).map { index in
      try row.withUnsafeData(atIndex: index) { data in
        row.hasNull(atIndex: index) ? nil : Array(data ?? Data())
      }
    }
    let hash = AuditTrail.hash(sequence: Int64(entry.sequence), texts: texts)
    let stored = try row.withUnsafeData(atIndex: 8) { Array($0 ?? Data()) }
    guard Array(hash.hex.utf8) == stored else {
      throw Break(sequence: entry.sequence, explanation: "the entry is not what was hashed")
    }
    guard entry.previousHash == last.hash else {
      throw Break(
        sequence: entry.sequence,
        explanation: "the entry does not follow the one before: one of the two was replaced"
      )
    }
  }

  private func checkAnchor(at head: AuditHead) throws {
    guard let anchor, anchor.sequence == head.sequence, anchor.hash != head.hash else { return }
    throw Break(
      sequence: head.sequence,
      explanation: "the entry is not the one whose hash was kept outside: the chain was forged"
    )
  }

  /// Results were recorded in the order of their ids, so the next entry is about the next row.
  ///
  /// - Returns: how many supersedings this entry accounts for.
  private func checkResult(of entry: AuditEntry) throws -> Int {
    func broken(_ explanation: String) -> Break {
      Break(sequence: entry.sequence, explanation: explanation)
    }
    guard let details = try? CanonicalJSON.value(ResultDetails.self, from: entry.details) else {
      throw broken("the entry does not say which result it records")
    }
    guard let row = try results.next(), let id = row[2] as Int64?, id <= details.result else {
      throw broken("the result \(details.result) that it records is missing")
    }
    guard id == details.result else {
      throw broken("the result \(id) stands before result \(details.result), with no entry")
    }
    guard try ResultDigest.digest(of: row) == details.digest else {
      throw broken("the result \(id) is not what was recorded")
    }
    var accounted = 0
    if let holder = details.supersededBy {
      guard row[0] as Int64? == holder else {
        throw broken("the result \(id) was superseded by \(holder), and is not any more")
      }
      accounted += 1
    }
    let lookup = try database.cachedStatement(sql: "SELECT superseded_by FROM result WHERE id = ?")
    for older in details.supersedes {
      guard try Int64.fetchOne(lookup, arguments: [older]) == id else {
        throw broken("the result \(older) was superseded by \(id), and is not any more")
      }
      accounted += 1
    }
    return accounted
  }

  private func checkEnd(_ last: AuditHead, superseded: Int) throws {
    let head = try AuditTrail.head(database)
    guard head.sequence <= last.sequence else {
      throw Break(
        sequence: last.sequence + 1,
        explanation: "the entry and all after it, to \(head.sequence), are missing"
      )
    }
    guard head == last else {
      throw Break(
        sequence: last.sequence,
        explanation: "the head record is not of this entry: one of the two was replaced"
      )
    }
    if let anchor, anchor.sequence > last.sequence {
      throw Break(
        sequence: last.sequence + 1,
        explanation: "the head kept outside is of entry \(anchor.sequence): the end is missing"
      )
    }
    if let row = try results.next(), let id = row[2] as Int64? {
      throw Break(sequence: last.sequence, explanation: "no entry records the result \(id)")
    }
    let marked = "SELECT count(*) FROM result WHERE superseded_by IS NOT NULL"
    guard try Int.fetchOne(database, sql: marked) == superseded else {
      throw Break(
        sequence: last.sequence,
        explanation: "a result is marked as superseded, and no entry says so"
      )
    }
  }
}
