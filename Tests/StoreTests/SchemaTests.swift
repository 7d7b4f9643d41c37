import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("The schema", .temporaryFolder)
struct SchemaTests {
  /// One column each that no outcome may state, by the program's own API.
  static let unfit: [(name: String, change: @Sendable (inout Outcome) -> Void)] = [
    ("a probability over 1", { $0.probability = 1.5 }),
    ("a probability that is no number", { $0.probability = .nan }),
    ("a label's probability below 0", { $0.probabilities[0].probability = -0.1 }),
    ("an infinite share", { $0.heatmapInLungs = .infinity }),
    ("a confidence below 0", { $0.segmentationConfidence = -1 }),
    ("classified without finding", { $0.finding = nil }),
    ("classified without probability", { $0.probability = nil }),
    ("a reason with capitals", { $0.reason = "Lateral View" }),
    ("an empty reason", { $0.reason = "" }),
    ("skipped without reason", { $0.status = .skipped }),
    ("quarantined without reason", { $0.status = .quarantined }),
    ("a pixel hash that is none", { $0.pixelHash = "abc" }),
    ("an image hash in capitals", { $0.imageSHA256 = String(repeating: "A", count: 64) }),
    ("an absolute image path", { $0.imageFile = "/etc/passwd" }),
    ("the status conflict", { $0.status = .conflict }),
    ("the status duplicate", { $0.status = .duplicate }),
    ("another file's input hash", { $0.provenance = .sample("other") }),
  ]

  @Test(arguments: unfit.indices)
  func `refuses an unfit outcome, and nothing of it remains`(index: Int) throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    var outcome = Outcome.classified("a")
    Self.unfit[index].change(&outcome)
    #expect(throws: (any Error).self, "\(Self.unfit[index].name)") {
      try store.record(outcome, for: file)
    }
    #expect(try store.file(file)?.state == .spooled)
    #expect(try store.rows().isEmpty)
    #expect(try store.auditEntries().map(\.event) == [.received])
  }

  @Test(arguments: [
    "UPDATE audit SET actor = 'nobody'", "DELETE FROM audit",
    "UPDATE audit_head SET sequence = 0", "DELETE FROM audit_head",
    "UPDATE audit_head SET hash = 'x'",
    "INSERT INTO audit SELECT 9, recorded_at, actor, event, subject, study_uid, details, previous_hash, hash FROM audit WHERE sequence = 1",
    "INSERT OR REPLACE INTO audit SELECT sequence, recorded_at, 'nobody', event, subject, study_uid, details, previous_hash, hash FROM audit",
    "UPDATE result SET finding = 'Normal'", "UPDATE result SET superseded_by = NULL",
    "UPDATE result SET probability = 0.5 WHERE version = 1",
    "DELETE FROM result", "DELETE FROM file", "DELETE FROM arrival",
    "UPDATE file SET content_hash = replace(content_hash, 'a', 'b')",
    "UPDATE file SET state = 'lost'", "UPDATE file SET place = 'nowhere'",
    "UPDATE file SET attempts = -1", "UPDATE arrival SET is_duplicate = 2",
    "UPDATE arrival SET source_path = ''", "UPDATE arrival SET size = 'big'",
    "INSERT INTO arrival SELECT 99, 99, 'x', 1, 1, 1, 1, 0, arrived_at FROM arrival",
  ])
  func `refuses what no program may do`(sql: String) throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    try store.record(.classified("a"), for: file)
    try store.record(.classified("a"), for: file)
    #expect(throws: DatabaseError.self) { try store.pool.write { try $0.execute(sql: sql) } }
    try StoreInvariants.check(store)
  }

  @Test func `gives doubles back bit by bit`() throws {
    let store = try StudyStore.sample()
    let values = [
      0.1, 1.0 / 3, Double.leastNonzeroMagnitude, 2.2250738585072014e-308, 0.9999999999999999, 1, 0,
      0.30000000000000004,
      Double.pi / 4, 1e-7,
    ]
    for (index, value) in values.enumerated() {
      var outcome = Outcome.classified("\(index)", study: "1.\(index)", uid: "1.\(index).1")
      outcome.probability = value
      outcome.heatmapInLungs = value
      outcome.probabilities = [LabelProbability(label: "x", probability: value)]
      try store.add("\(index)", outcome)
    }
    let rows = try store.rows()
    let bits = values.map(\.bitPattern)
    #expect(rows.compactMap { $0.probability?.bitPattern } == bits)
    #expect(rows.compactMap { $0.heatmapInLungs?.bitPattern } == bits)
    #expect(rows.map { $0.probabilities[0].probability.bitPattern } == bits)
  }

  @Test func `keeps texts whole that hold a NUL`() throws {
    let store = try StudyStore.sample()
    var outcome = Outcome.classified("a")
    outcome.identity?.patientName = "before\0after"
    outcome.identity?.studyUID = "1.2\0.3"
    try store.add("a", outcome)
    #expect(try store.rows().map(\.identity.patientName) == ["before\u{FFFD}after"])
    #expect(try store.verifyAudit().isIntact)
  }

  @Test(arguments: [0.0, 1, 999.9994, 1_767_225_600.001, 1_767_225_599.9996, -1.5, 4_102_444_799])
  func `writes times that read back to the millisecond`(seconds: Double) throws {
    let text = UTCTimestamp.text(of: Date(timeIntervalSince1970: seconds))
    let back = try #require(UTCTimestamp.date(from: text))
    #expect(abs(back.timeIntervalSince1970 - seconds) < 0.000501)
    #expect(UTCTimestamp.text(of: back) == text)
  }

  @Test func `writes a time as date(1) does`() {
    // date -u -d @1767225600.125 +%FT%T.%3NZ
    let date = Date(timeIntervalSince1970: 1_767_225_600.125)
    #expect(UTCTimestamp.text(of: date) == "2026-01-01T00:00:00.125Z")
  }
}
