import ContentHash
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Files with one SOP Instance UID", .temporaryFolder)
struct SameInstanceTests {
  /// What is current, as `content: status flags`, in order of arrival.
  private func current(_ store: StudyStore) throws -> [String] {
    try store.rows(ResultQuery(grouping: .instance)).filter { $0.supersededBy == nil }
      .sorted { $0.fileID < $1.fileID }
      .map { row in
        let name = String(row.sourceFile.dropFirst("/in/".count).dropLast(".dcm".count))
        let flags = row.flags.filter { $0 != ResultRow.conflictFlag }
        return ([name, row.status.rawValue] + flags).joined(separator: " ")
      }
  }

  @Test(arguments: [["a", "b"], ["b", "a"]])
  func `and other pixels are in conflict: the first arrival keeps its result`(
    order: [String]
  ) throws {
    let store = try StudyStore.sample()
    let files = ["a": try store.add("a"), "b": try store.add("b")]
    for name in order {
      try store.record(.classified(name), for: try #require(files[name]))
    }
    #expect(try current(store) == ["a classified", "b conflict"])
    let later = try #require(
      try store.rows(ResultQuery(grouping: .instance, statuses: [.conflict])).first
    )
    #expect(later.reason == "same-uid-other-pixels")
    #expect(later.finding == "COVID-19")
    #expect(later.probabilities.count == 2)
    let entries = try store.auditEntries().filter { $0.event == .uidConflict }
    #expect(entries.map(\.subject) == ["1.2.3.4"])
    #expect(try store.verifyAudit().isIntact)
  }

  @Test(arguments: [["a", "b"], ["b", "a"]])
  func `and the same pixels: the later header is current`(order: [String]) throws {
    let store = try StudyStore.sample()
    let files = ["a": try store.add("a"), "b": try store.add("b")]
    for name in order {
      var outcome = Outcome.classified(name, pixels: "same")
      outcome.identity?.patientID = "patient of \(name)"
      try store.record(outcome, for: try #require(files[name]))
    }
    #expect(try current(store) == ["b classified header-updated"])
    let versions = try store.rows(ResultQuery(grouping: .instance, includesAllVersions: true))
    #expect(Set(versions.map(\.identity.patientID)) == ["patient of a", "patient of b"])
    #expect(try store.rows().map(\.identity.patientID) == ["patient of b"])
    #expect(try store.auditEntries().filter { $0.event == .headerUpdated }.count == 1)
    #expect(try store.verifyAudit().isIntact)
  }

  @Test func `recorded again keep the verdict`() throws {
    let store = try StudyStore.sample()
    try store.add("a", .classified("a", pixels: "same"))
    try store.add("b", .classified("b", pixels: "same"))
    try store.add("c", .classified("c", pixels: "other"))
    for (name, pixels) in [("a", "same"), ("c", "other"), ("b", "same"), ("a", "same")] {
      let file = try #require(try store.file(content: SHA256Digest(of: name)))
      let recorded = try store.record(.classified(name, pixels: pixels), for: file.id)
      #expect((recorded.supersededBy != nil) == (name == "a"))
    }
    #expect(try current(store) == ["b classified header-updated", "c conflict"])
    #expect(try store.auditEntries().filter { $0.event == .headerUpdated }.count == 1)
    #expect(try store.auditEntries().filter { $0.event == .uidConflict }.count == 1)
    #expect(try store.verifyAudit().isIntact)
  }

  @Test(arguments: [InstanceStatus.skipped, .quarantined])
  func `leave a film alone when nothing was decoded`(status: InstanceStatus) throws {
    let store = try StudyStore.sample()
    try store.add("a", .classified("a"))
    try store.add("b", .unread("b", status, reason: "truncated"))
    #expect(try current(store) == ["a classified", "b \(status.rawValue)"])
  }

  @Test func `stay in conflict when a later attempt decodes nothing`() throws {
    let store = try StudyStore.sample()
    let first = try store.add("a")
    try store.record(.classified("a"), for: first)
    try store.add("b", .classified("b"))
    try store.record(.unread("a", .quarantined, reason: "decoder-crash"), for: first)
    #expect(try current(store) == ["a quarantined", "b conflict"])
    #expect(try store.file(first)?.state == .quarantined)
  }

  @Test func `stay where they were when a later attempt reads not even the header`() throws {
    let store = try StudyStore.sample()
    try store.add("a", .classified("a", pixels: "same"))
    let later = try store.add("b")
    try store.record(.classified("b", pixels: "same"), for: later)
    var outcome = Outcome.unread("b", .quarantined, reason: "decoder-crash")
    outcome.identity = nil
    try store.record(outcome, for: later)
    #expect(try store.rows().map(\.status) == [.quarantined])
    #expect(try store.rows().map(\.identity.patientID) == ["P-1"])
    try StoreInvariants.check(store)
  }

  @Test func `are judged anew when one of them turns out to bear another`() throws {
    let store = try StudyStore.sample()
    let first = try store.add("a")
    try store.record(.classified("a", pixels: "p"), for: first)
    try store.add("b", .classified("b", pixels: "q"))
    let last = try store.add("c")
    try store.record(.classified("c", pixels: "q"), for: last)
    #expect(try current(store) == ["a classified", "c conflict header-updated"])
    try store.record(.classified("c", uid: "9", pixels: "q"), for: last)
    #expect(try current(store) == ["a classified", "b conflict", "c classified"])
    try store.record(.classified("a", uid: "8", pixels: "p"), for: first)
    #expect(try current(store) == ["a classified", "b classified", "c classified"])
    try StoreInvariants.check(store)
  }

  @Test func `are no matter to files without a UID`() throws {
    let store = try StudyStore.sample()
    try store.add("a", .classified("a", uid: nil))
    try store.add("b", .classified("b", uid: ""))
    #expect(try current(store) == ["a classified", "b classified"])
  }

  /// Four films of two pixel contents: whatever the order of recording, the end is that of the
  /// order of arrival.
  @Test(arguments: 0..<24) func `come to the same end in any order`(permutation: Int) throws {
    let store = try StudyStore.sample()
    let pixels = ["a": "p", "b": "q", "c": "p", "d": "q"]
    var files: [String: FileID] = [:]
    for name in pixels.keys.sorted() { files[name] = try store.add(name) }
    var left = pixels.keys.sorted()
    var rest = permutation
    while !left.isEmpty {
      let name = left.remove(at: rest % left.count)
      rest /= left.count + 1
      let outcome = Outcome.classified(name, pixels: pixels[name])
      try store.record(outcome, for: try #require(files[name]))
    }
    #expect(
      try current(store) == ["c classified header-updated", "d conflict header-updated"]
    )
    #expect(try store.verifyAudit().isIntact)
    try StoreInvariants.check(store)
  }
}
