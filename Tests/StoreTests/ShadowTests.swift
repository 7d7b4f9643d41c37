import ContentHash
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("A second bundle's readings", .temporaryFolder)
struct ShadowTests {
  private func promised(
    _ store: StudyStore,
    _ content: String = "a",
    uid: String = "1.2.3.4"
  ) throws -> ShadowID {
    let file = try store.add(content)
    return try store.record(.classified(content, uid: uid), for: file, besides: .sample).promise
  }

  @Test func `are promised with the result and recorded once, both audited`() throws {
    let store = try StudyStore.sample()
    let shadow = try promised(store)
    #expect(try store.shadowPairs().map(\.reading.status) == [.promised])
    try store.record(.sample(), of: shadow)
    let pair = try #require(try store.shadowPairs().first)
    #expect(pair.reading == .sample())
    #expect(pair.shadow == .sample)
    #expect(pair.servedFinding == "COVID-19")
    #expect(pair.studyUID == "1.2.3")
    #expect(
      try store.auditEntries().map(\.event)
        == [.received, .resultRecorded, .shadowPromised, .shadowRecorded]
    )
    #expect(throws: (any Error).self) { try store.record(.sample(), of: shadow) }
    #expect(throws: StoreError.unknownShadow(ShadowID(rawValue: 9))) {
      try store.record(.sample(), of: ShadowID(rawValue: 9))
    }
    try StoreInvariants.check(store)
  }

  @Test func `never change the result, the rows or what is exported`() throws {
    let store = try StudyStore.sample()
    let shadow = try promised(store)
    let before = try store.rows()
    try store.record(.sample(finding: "Normal"), of: shadow)
    #expect(try store.rows() == before)
    #expect(try store.rows().map(\.finding) == ["COVID-19"])
    let query = ResultQuery(grouping: .instance, includesAllVersions: true)
    #expect(try store.rows(query).count == 1)
  }

  @Test func `are promised with the result or not at all`() throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    let broken = ShadowBundle(hash: "no hash", model: "m", modelVersion: "1")
    #expect(throws: (any Error).self) {
      try store.record(.classified("a"), for: file, besides: broken)
    }
    #expect(try store.rows().isEmpty)
    #expect(try store.unfinishedFiles().map(\.id) == [file])
  }

  @Test func `that were interrupted are failed, and nothing is when none is open`() throws {
    let store = try StudyStore.sample()
    let kept = try promised(store)
    try store.record(.sample(), of: kept)
    _ = try promised(store, "b", uid: "1.2.3.5")
    #expect(try store.failInterruptedShadows() == 1)
    #expect(try store.shadowPairs().map(\.reading.status) == [.classified, .failed])
    #expect(try store.shadowPairs().last?.reading.reason == "interrupted")
    let head = try store.auditHead()
    #expect(try store.failInterruptedShadows() == 0)
    #expect(try store.auditHead() == head)
    try StoreInvariants.check(store)
  }

  @Test func `of a film that was read again are given by its latest, or all`() throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    for finding in ["Normal", "COVID-19"] {
      let shadow = try store.record(.classified("a"), for: file, besides: .sample).promise
      try store.record(.sample(finding: finding), of: shadow)
    }
    #expect(try store.shadowPairs().map(\.reading.finding) == ["COVID-19"])
    let all = try store.shadowPairs(ShadowQuery(includesAllVersions: true))
    #expect(all.map(\.reading.finding) == ["Normal", "COVID-19"])
    let since = ShadowQuery(includesAllVersions: true, since: all[1].promisedAt)
    #expect(try store.shadowPairs(since).map(\.shadowID) == [all[1].shadowID])
  }

  @Test(arguments: [ShadowQuery(), ShadowQuery(includesAllVersions: true, since: .distantPast)])
  func `are listed by one walk in order and seeks`(query: ShadowQuery) throws {
    let plan = try StudyStore.sample().reading { database in
      try Row.fetchAll(
        database,
        sql: "EXPLAIN QUERY PLAN \(ShadowPair.selection(query))",
        arguments: ShadowPair.arguments(query)
      ).map { $0["detail"] as String }
    }
    #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    #expect(plan.filter { $0.hasPrefix("SCAN") } == ["SCAN s"], "\(plan)")
  }

  static let unfit: [(name: String, change: @Sendable (inout ShadowReading) -> Void)] = [
    ("promised", { $0.status = .promised }),
    ("classified without finding", { $0.finding = nil }),
    (
      "abstained without probability",
      {
        $0.status = .abstained; $0.probability = nil
      }
    ),
    ("classified without provenance", { $0.provenance = nil }),
    (
      "failed without reason",
      {
        $0.status = .failed; $0.finding = nil
      }
    ),
    (
      "failed with a finding",
      {
        $0.status = .failed; $0.reason = "x"
      }
    ),
    ("a reason with capitals", { $0.reason = "Bad Reason" }),
    ("a probability over 1", { $0.probability = 1.01 }),
    ("no number", { $0.probabilities[0].probability = .nan }),
    ("an infinite time", { $0.milliseconds = .infinity }),
    ("a negative time", { $0.milliseconds = -1 }),
  ]

  @Test(arguments: unfit.indices)
  func `that are unfit are refused, and the promise stays open`(index: Int) throws {
    let store = try StudyStore.sample()
    let shadow = try promised(store)
    var reading = ShadowReading.sample()
    Self.unfit[index].change(&reading)
    #expect(throws: (any Error).self, "\(Self.unfit[index].name)") {
      try store.record(reading, of: shadow)
    }
    #expect(try store.shadowPairs().map(\.reading.status) == [.promised])
    try StoreInvariants.check(store)
  }

  @Test(arguments: [
    "DELETE FROM shadow", "UPDATE shadow SET status = 'promised'",
    "UPDATE shadow SET finding = 'Normal'", "UPDATE shadow SET result_id = 2 WHERE id = 1",
    "UPDATE shadow SET model = 'another'",
    "INSERT INTO shadow (result_id, promised_at, bundle_hash, model, model_version, status, "
      + "recorded_at, probabilities, flags, reason) SELECT 1, promised_at, replace(bundle_hash, "
      + "'a', 'b'), 'm', '1', 'failed', promised_at, '[]', '[]', 'x' FROM shadow",
    "DELETE FROM acceptance", "UPDATE acceptance SET signed_by = 'nobody'",
  ])
  func `and acceptances cannot be rewritten`(sql: String) throws {
    let store = try StudyStore.sample()
    try store.record(.sample(), of: try promised(store))
    try store.accept(.sample)
    #expect(throws: DatabaseError.self) { try store.pool.write { try $0.execute(sql: sql) } }
    try StoreInvariants.check(store)
  }
}

extension ShadowBundle {
  static let sample = ShadowBundle(
    hash: SHA256Digest(of: "bundle").hex,
    model: "next",
    modelVersion: "2.0.0"
  )
}

extension ShadowReading {
  static func sample(finding: String = "COVID-19") -> ShadowReading {
    var reading = ShadowReading(status: .classified)
    reading.finding = finding
    reading.probability = 0.7
    reading.probabilities = [
      LabelProbability(label: "COVID-19", probability: 0.7),
      LabelProbability(label: "Normal", probability: 0.3),
    ]
    reading.segmentationConfidence = 0.8
    reading.flags = ["whole-film"]
    reading.milliseconds = 12.5
    reading.provenance = .sample("a")
    return reading
  }
}

extension StudyStore {
  func shadowPairs(_ query: ShadowQuery = ShadowQuery()) throws -> [ShadowPair] {
    var pairs: [ShadowPair] = []
    try forEachShadowPair(query) { pairs.append($0) }
    return pairs
  }
}
