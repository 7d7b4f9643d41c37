import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("The audit chain", .temporaryFolder)
struct AuditChainTests {
  /// Two files with two versions, a duplicate, a conflict and a note: every column filled somewhere.
  private func busyStore() throws -> StudyStore {
    let store = try StudyStore.sample()
    let first = try store.add("a")
    try store.record(.classified("a"), for: first)
    try store.record(.classified("a", probability: 0.7), for: first)
    try store.add("b", .classified("b"))
    _ = try store.register(.sample("a", path: "/in/again.dcm"))
    try store.appendAudit(.exported, details: ["rows": 2])
    return store
  }

  /// Does what no program may, as somebody with an SQLite shell would.
  private func tamper(_ store: StudyStore, _ sql: String...) throws {
    try store.pool.write { database in
      let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
      for name in try String.fetchAll(database, sql: triggers) {
        try database.execute(sql: "DROP TRIGGER \(name)")
      }
      try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
      for statement in sql { try database.execute(sql: statement) }
    }
  }

  private func brokenSequence(_ store: StudyStore) throws -> Int? {
    switch try store.verifyAudit() {
    case .intact: nil
    case .broken(let sequence, _): sequence
    }
  }

  @Test(.enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)))
  func `is what Python's hashlib computes, results included`() throws {
    let store = try busyStore()
    let head = try store.auditHead()
    let answer = try Fixtures.peer("store_verify_chain.py", [store.layout.database.path])
    let expected = #"{"entries": \#(head.sequence), "head": "\#(head.hash)", "results": 3}"#
    #expect(answer == expected + "\n")
    #expect(try store.verifyAudit() == .intact(entries: head.sequence, head: head.hash))
  }

  @Test func `of an empty store is intact and begins where it says`() throws {
    // printf 'pacs-watch audit 1' | sha256sum
    let genesis = "cd1ef7c1c27666962ba7be4e37f787bce976c05ddbdd7cec1a0b242e0d38edab"
    #expect(try StudyStore.sample().verifyAudit() == .intact(entries: 0, head: genesis))
  }

  @Test(arguments: [
    "recorded_at", "actor", "event", "subject", "study_uid", "details", "previous_hash", "hash",
  ])
  func `names the entry of which one byte was changed`(column: String) throws {
    let store = try busyStore()
    let count = try store.auditHead().sequence
    var seen = 0
    for sequence in 1...count {
      let lookup = "SELECT CAST(\(column) AS BLOB) FROM audit WHERE sequence = ?"
      let bytes = try store.pool.read {
        try Optional<Data>.fetchOne($0, sql: lookup, arguments: [sequence]) ?? nil
      }
      guard let bytes else { continue }
      let places = [0, bytes.count / 2, bytes.count - 1]
      for (place, bit) in zip(places, [0x01, 0x20, 0x80] as [UInt8]) {
        var changed = bytes
        changed[place] ^= bit
        let update = "UPDATE audit SET \(column) = CAST(? AS TEXT) WHERE sequence = ?"
        try tamper(store)
        try store.pool.write { try $0.execute(sql: update, arguments: [changed, sequence]) }
        #expect(try brokenSequence(store) == sequence, "\(column)[\(place)] of \(sequence)")
        try store.pool.write { try $0.execute(sql: update, arguments: [bytes, sequence]) }
        seen += 1
      }
    }
    #expect(seen >= 3)
    #expect(try store.verifyAudit().isIntact)
  }

  /// What somebody does to the tables, and the entry that must be named.
  static let forgeries: [(sql: String, sequence: Int)] = [
    ("UPDATE audit SET subject = '' WHERE sequence = 8", 8),
    ("UPDATE audit SET study_uid = NULL WHERE sequence = 2", 2),
    ("UPDATE audit SET details = details || char(0) || 'x' WHERE sequence = 4", 4),
    ("UPDATE audit SET sequence = 100 WHERE sequence = 3", 3),
    ("DELETE FROM audit WHERE sequence = 3", 3),
    ("DELETE FROM audit WHERE sequence = 1", 1),
    ("DELETE FROM audit WHERE sequence >= 7", 7),
    ("DELETE FROM audit", 1),
    ("UPDATE audit SET sequence = 7 + sequence WHERE sequence IN (-3, -4)", 3),
    ("UPDATE audit_head SET sequence = 7, hash = (SELECT hash FROM audit WHERE sequence = 7)", 8),
    ("UPDATE result SET finding = 'Normal' WHERE id = 2", 3),
    ("UPDATE result SET probability = probability + 1e-16 WHERE id = 1", 2),
    ("UPDATE result SET patient_name = NULL WHERE id = 3", 5),
    ("UPDATE result SET processed_at = '2020-01-01T00:00:00.000Z' WHERE id = 1", 2),
    ("UPDATE result SET version = 9 WHERE id = 2", 3),
    ("UPDATE file SET content_hash = replace(content_hash, 'a', 'b') WHERE id = 1", 2),
    ("DELETE FROM result WHERE id = 3", 5),
    ("DELETE FROM result WHERE id = 1", 2),
    ("UPDATE result SET superseded_by = NULL WHERE id = 1", 3),
    ("UPDATE result SET superseded_by = 1 WHERE id = 3", 8),
    (
      "INSERT INTO result (id, file_id, version, processed_at, status, outcome_status, "
        + "probabilities, flags, provenance) SELECT 9, 2, 2, processed_at, 'abstained', "
        + "'abstained', '[]', '[]', '{}' FROM result WHERE id = 1",
      8
    ),
  ]

  @Test(arguments: forgeries.indices)
  func `names the entry at which a forgery shows`(index: Int) throws {
    let store = try busyStore()
    #expect(try store.auditHead().sequence == 8)
    let (sql, sequence) = Self.forgeries[index]
    let prepared =
      sql.contains("-3, -4")
      ? "UPDATE audit SET sequence = -sequence WHERE sequence IN (3, 4)"
      : "DROP INDEX result_current"
    try tamper(store, prepared, sql)
    let answer = try store.verifyAudit()
    #expect(try brokenSequence(store) == sequence, "\(sql): \(answer)")
  }

  @Test func `that was forged as a whole shows against a head kept outside`() throws {
    let store = try busyStore()
    let anchor = try store.auditHead()
    try store.appendAudit(.watermark)
    #expect(try store.verifyAudit(anchor: anchor).isIntact)
    let forged = AuditHead(sequence: anchor.sequence, hash: String(repeating: "0", count: 64))
    let later = AuditHead(sequence: anchor.sequence + 5, hash: anchor.hash)
    for (head, sequence) in [(forged, 8), (later, 10)] {
      guard case .broken(sequence, _) = try store.verifyAudit(anchor: head) else {
        Issue.record("the anchor \(head) should not fit")
        continue
      }
    }
  }

  @Test func `is given out by pages`() throws {
    let store = try busyStore()
    let all = try store.auditEntries()
    #expect(try store.auditEntries(after: 2, limit: 3) == Array(all[2..<5]))
    #expect(all.map(\.sequence) == Array(1...8))
    #expect(all.allSatisfy { $0.actor == "daemon" })
  }
}
