import ContentHash
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("The rows of a list", .temporaryFolder)
struct ResultRowTests {
  /// Best first, as the architecture states it.
  static let ranking: [(name: String, outcome: Outcome)] = [
    ("pa", .classified("pa", uid: "1", view: "PA")),
    ("ap", .classified("ap", uid: "2", view: "AP")),
    ("later-ap", .classified("later-ap", uid: "3", view: "AP")),
    ("other-view", .classified("other-view", uid: "4", view: "LL")),
    ("abstained", .unread("abstained", .abstained, reason: "low-confidence", uid: "5")),
    ("undecided", .unread("undecided", .undecidedView, reason: "no-view", uid: "6")),
    ("quarantined", .unread("quarantined", .quarantined, reason: "truncated", uid: "7")),
    ("skipped", .unread("skipped", .skipped, uid: "8")),
  ]

  @Test(arguments: 0..<(ranking.count - 1))
  func `show the best instance of a study`(index: Int) throws {
    let store = try StudyStore.sample()
    for (name, outcome) in Self.ranking[index...] { try store.add(name, outcome) }
    #expect(try store.rows().map(\.sourceFile) == ["/in/\(Self.ranking[index].name).dcm"])
    let instances = try store.rows(ResultQuery(grouping: .instance))
    #expect(instances.count == Self.ranking.count - index)
  }

  @Test func `show a conflict before a quarantined file, and flag the study`() throws {
    let store = try StudyStore.sample()
    try store.add("a", .classified("a", study: "1", uid: "1.1"))
    try store.add("b", .classified("b", study: "2", uid: "1.1"))
    try store.add("c", .unread("c", .quarantined, reason: "truncated", study: "2", uid: "2.2"))
    try store.add("d", .classified("d", study: "3", uid: "3.1"))
    let rows = try store.rows()
    #expect(rows.map(\.status) == [.classified, .conflict, .classified])
    #expect(rows.map(\.flags) == [["uid-conflict"], ["uid-conflict"], []])
  }

  @Test func `hold all that an outcome states`() throws {
    let store = try StudyStore.sample()
    var outcome = Outcome.classified("a")
    outcome.viewEvidence = "ViewPosition=PA"
    outcome.segmentationConfidence = 0.97
    outcome.heatmapInLungs = 0.83
    outcome.flags = ["low-contrast"]
    outcome.detail = "A sentence."
    outcome.imageFile = "images/ab/cd/x.png"
    outcome.imageSHA256 = String(repeating: "0", count: 64)
    outcome.provenance.fileHashes = ["a.onnx": "1"]
    let recorded = try store.add("a", outcome)
    let row = try #require(try store.rows().first)
    #expect(row.resultID == recorded.id)
    #expect(row.identity == outcome.identity)
    #expect(row.viewEvidence == outcome.viewEvidence)
    #expect(row.probabilities == outcome.probabilities)
    #expect(row.segmentationConfidence == 0.97 && row.heatmapInLungs == 0.83)
    #expect(row.flags == ["low-contrast"] && row.detail == "A sentence.")
    #expect(row.imageFile == outcome.imageFile && row.imageSHA256 == outcome.imageSHA256)
    #expect(row.provenance == outcome.provenance && row.pixelHash == outcome.pixelHash)
    #expect(row.resultVersion == 1 && row.model == "cxr3" && row.modelVersion == "1.0.0")
  }

  @Test func `of instances include duplicates, in the order of time`() throws {
    let store = try StudyStore.sample()
    try store.add("a", .classified("a"))
    _ = try store.register(.sample("a", path: "/in/again.dcm"))
    try store.add("b", .classified("b", study: "1.9", uid: "1.9.1"))
    var query = ResultQuery(grouping: .instance)
    let rows = try store.rows(query)
    #expect(rows.map(\.status) == [.classified, .duplicate, .classified])
    #expect(rows[1].reason == "identical-bytes")
    #expect(rows[1].sourceFile == "/in/again.dcm")
    #expect(rows[1].identity.studyUID == "1.2.3" && rows[1].finding == nil)
    #expect(try store.rows().count == 2)
    query.isNewestFirst = true
    #expect(try store.rows(query) == rows.reversed())
    query.limit = 2
    #expect(try store.rows(query) == [rows[2], rows[1]])
    #expect(try store.rows(ResultQuery(grouping: .instance, statuses: [.duplicate])) == [rows[1]])
  }

  @Test func `of files without a study stand for themselves`() throws {
    let store = try StudyStore.sample()
    for name in ["a", "b"] {
      try store.add(name, .unread(name, .quarantined, reason: "not-dicom", study: nil, uid: nil))
    }
    #expect(try store.rows().map(\.sourceFile) == ["/in/a.dcm", "/in/b.dcm"])
  }

  @Test func `obey times, statuses and the wish for all versions`() throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    for probability in [0.6, 0.7, 0.8] {
      try store.record(.classified("a", probability: probability), for: file)
    }
    try store.add("b", .unread("b", .skipped, study: "9", uid: "9.1"))
    let all = try store.rows(ResultQuery(includesAllVersions: true))
    #expect(all.map(\.resultVersion) == [1, 2, 3, 1])
    #expect(all.map(\.supersededBy) == [all[1].resultID, all[2].resultID, nil, nil])
    #expect(try store.rows().map(\.probability) == [0.8, nil])
    #expect(try store.rows(ResultQuery(statuses: [.skipped])) == [all[3]])
    #expect(try store.rows(ResultQuery(since: all[3].processedAt)) == [all[3]])
    #expect(try store.rows(ResultQuery(until: all[3].processedAt)) == [all[2]])
    #expect(try store.rows(ResultQuery(studyUID: "9")) == [all[3]])
    #expect(try store.files(study: "1.2.3").map(\.id) == [file])
    #expect(try store.allFiles(after: file, limit: 5).count == 1)
    let second = try #require(try store.allFiles().last)
    #expect(try store.files(since: second.receivedAt) == [second])
  }

  @Test(arguments: ["1.2.3", "1.2.3.4", SHA256Digest(of: "a").hex])
  func `become a time line by any of three names`(uid: String) throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    for _ in 0..<2 { try store.record(.classified("a"), for: file) }
    _ = try store.register(.sample("a", path: "/in/again.dcm"))
    try store.appendAudit(.compared, subject: SHA256Digest(of: "a").hex, studyUID: "1.2.3")
    try store.add("x", .classified("x", study: "8", uid: "8.1"))
    let line = try store.timeline(of: uid)
    #expect(line.files.map(\.id) == [file])
    #expect(line.arrivals.map(\.isDuplicate) == [false, true])
    #expect(line.results.map(\.resultVersion) == [1, 2])
    #expect(
      line.audit.map(\.event)
        == [.received, .resultRecorded, .resultRecorded, .duplicateReceived, .compared]
    )
    #expect(try store.timeline(of: "nobody").isEmpty)
  }
}
