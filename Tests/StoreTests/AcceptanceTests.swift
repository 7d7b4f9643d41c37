import ContentHash
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Accepted bundles", .temporaryFolder)
struct AcceptanceTests {
  @Test func `are found by their seal, with all that was signed`() throws {
    let store = try StudyStore.sample()
    #expect(try store.acceptance(ofSeal: Acceptance.sample.bundleSeal) == nil)
    let recorded = try store.accept(.sample)
    let found = try #require(try store.acceptance(ofSeal: Acceptance.sample.bundleSeal))
    #expect(found == recorded)
    #expect(found.acceptance == .sample)
    #expect(try store.acceptance(ofSeal: SHA256Digest(of: "another").hex) == nil)
    #expect(try store.auditEntries().map(\.event) == [.modelAccepted])
    let details = try #require(try store.auditEntries().first?.details)
    #expect(details.contains(#""signedBy":"Dr. Ångström""#))
    #expect(details.contains(#""confusion":[[9,1],[2,8]]"#))
    #expect(try store.verifyAudit().isIntact)
  }

  @Test func `are not those that miss a demand, and the refusal is audited`() throws {
    let store = try StudyStore.sample()
    for value in [0.79999, nil] {
      var poor = Acceptance.sample
      poor.demands = [SignedDemand(figure: "balanced_accuracy", minimum: 0.8, value: value)]
      #expect(throws: StoreError.demandsNotMet) { try store.accept(poor) }
      try store.refuse(poor, reason: "demands-not-met")
    }
    #expect(try store.acceptances().isEmpty)
    #expect(try store.auditEntries().map(\.event) == [.modelRefused, .modelRefused])
    #expect(try store.verifyAudit().isIntact)
  }

  @Test func `that are accepted again are given by the latest`() throws {
    let store = try StudyStore.sample()
    try store.accept(.sample)
    var later = Acceptance.sample
    later.signedBy = "Dr. Other"
    try store.accept(later)
    #expect(try store.acceptances().map(\.acceptance.signedBy) == ["Dr. Ångström", "Dr. Other"])
    #expect(
      try store.acceptance(ofSeal: later.bundleSeal)?.acceptance.signedBy == "Dr. Other"
    )
  }

  /// What somebody with an SQLite shell does, and the entry that must be named.
  static let forgeries: [(sql: String, sequence: Int)] = [
    ("UPDATE shadow SET finding = 'Normal'", 4),
    ("UPDATE shadow SET probability = probability + 1e-16", 4),
    ("UPDATE shadow SET bundle_hash = replace(bundle_hash, 'a', 'b')", 3),
    ("UPDATE shadow SET model = 'serving'", 4),
    ("DELETE FROM shadow", 3),
    (
      "INSERT INTO shadow (result_id, promised_at, bundle_hash, model, model_version, status) "
        + "SELECT 1, promised_at, replace(bundle_hash, 'a', 'b'), 'm', '1', 'promised' FROM shadow",
      5
    ),
    ("UPDATE acceptance SET signed_by = 'nobody'", 5),
    ("UPDATE acceptance SET bundle_seal = replace(bundle_seal, 'a', 'b')", 5),
    ("UPDATE acceptance SET figures = replace(figures, '9', '8')", 5),
    ("DELETE FROM acceptance", 5),
    (
      "INSERT INTO acceptance SELECT 7, accepted_at, signed_by, model, model_version, "
        + "bundle_seal, file_hashes, labels_hash, films, figures, demands, program_version, "
        + "engine, engine_version, precision, machine_class FROM acceptance",
      5
    ),
  ]

  @Test(arguments: forgeries.indices)
  func `and readings that are forged show in the audit`(index: Int) throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    let shadow = try store.record(.classified("a"), for: file, besides: .sample).promise
    try store.record(.sample(), of: shadow)
    try store.accept(.sample)
    #expect(try store.verifyAudit().isIntact)
    try store.pool.write { database in
      let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
      for name in try String.fetchAll(database, sql: triggers) {
        try database.execute(sql: "DROP TRIGGER \(name)")
      }
      try database.execute(sql: Self.forgeries[index].sql)
    }
    guard case .broken(let sequence, let why) = try store.verifyAudit() else {
      Issue.record("not noticed: \(Self.forgeries[index].sql)")
      return
    }
    #expect(sequence == Self.forgeries[index].sequence, "\(why)")
  }

  @Test(.enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)))
  func `and readings have the digests that Python's hashlib computes`() throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    let shadow = try store.record(.classified("a"), for: file, besides: .sample).promise
    try store.record(.sample(), of: shadow)
    try store.accept(.sample)
    let head = try store.auditHead()
    let answer = try Fixtures.peer("store_verify_chain.py", [store.layout.database.path])
    #expect(answer.contains(#""entries": 5, "head": "\#(head.hash)""#))
  }
}

extension Acceptance {
  static let sample = Acceptance(
    signedBy: "Dr. Ångström",
    model: "next",
    modelVersion: "2.0.0",
    bundleSeal: SHA256Digest(of: "seal").hex,
    fileHashes: ["bundle.yaml": SHA256Digest(of: "yaml").hex],
    labelsHash: SHA256Digest(of: "labels").hex,
    films: 20,
    figures: SignedFigures(
      labels: ["COVID-19", "Normal"],
      confusion: [[9, 1], [2, 8]],
      abstained: [0, 0],
      figures: [SignedFigure(name: "balanced_accuracy", value: 0.85, low: 0.6, high: 0.95)]
    ),
    demands: [SignedDemand(figure: "balanced_accuracy", minimum: 0.8, value: 0.85)],
    programVersion: "0.1.0",
    engine: "OpenVINO",
    engineVersion: "2026.4.1",
    precision: "f32",
    machineClass: "a processor"
  )
}
