import ContentHash
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite("An arrival", .temporaryFolder)
struct ArrivalTests {
  @Test func `of a new content makes a file that waits in the spool`() throws {
    let store = try StudyStore.sample()
    let arrival = Arrival.sample("a")
    let answer = try store.register(arrival)
    let file = try #require(try store.file(answer.file))
    #expect(answer == .new(file.id))
    #expect(file.state == .spooled)
    #expect(file.place == .spool)
    #expect(file.bytes == store.layout.spoolFile(for: arrival.contentHash))
    #expect(file.sourcePath == "/in/a.dcm")
    #expect(try store.file(content: arrival.contentHash) == file)
    #expect(try store.unfinishedFiles() == [file])
    #expect(try store.auditEntries().map(\.event) == [.received])
  }

  @Test func `of the same content at the same path is nothing new, but its sighting is`() throws {
    let store = try StudyStore.sample()
    var arrival = Arrival.sample("a")
    let file = try store.register(arrival).file
    arrival.sighting.mtimeNs += 1
    arrival.sighting.inode = 12
    #expect(try store.register(arrival) == .known(file))
    #expect(try store.knownSightings() == [arrival.sighting])
    #expect(try store.auditEntries().count == 1)
  }

  @Test func `of the same content at another path is a duplicate, once`() throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    #expect(try store.register(.sample("a", path: "/in/b.dcm")) == .duplicate(file))
    #expect(try store.register(.sample("a", path: "/in/b.dcm")) == .known(file))
    #expect(try store.knownSightings().map(\.path) == ["/in/a.dcm", "/in/b.dcm"])
    #expect(try store.auditEntries().map(\.event) == [.received, .duplicateReceived])
    #expect(try store.allFiles().count == 1)
  }

  @Test func `of another content at a known path is new`() throws {
    let store = try StudyStore.sample()
    let first = try store.add("a", path: "/in/x")
    let second = try store.add("b", path: "/in/x")
    #expect(first != second)
    #expect(try store.register(.sample("a", path: "/in/x")) == .known(first))
  }

  @Test func `leaves neither path nor name in the audit trail`() throws {
    let store = try StudyStore.sample()
    let file = try store.add("a", path: "/in/Ångström_Zoë/1.dcm")
    try store.record(.classified("a"), for: file)
    _ = try store.register(.sample("a", path: "/in/Zoë"))
    for entry in try store.auditEntries() {
      #expect(!"\(entry)".contains("Zoë") && !"\(entry)".contains("P-1"))
    }
  }
}

@Suite("An attempt", .temporaryFolder)
struct AttemptTests {
  @Test func `counts up to the limit, across restarts`() throws {
    let folder = TemporaryFolder.current
    var store = try StudyStore.sample(in: folder)
    let file = try store.add("a")
    for attempt in 1...3 {
      #expect(try store.beginAttempt(file, limit: 3) == .attempt(attempt))
      #expect(try store.file(file)?.state == .processing)
      try store.close()
      store = try StudyStore.sample(in: folder)
      #expect(try store.unfinishedFiles().map(\.id) == [file])
    }
    #expect(try store.beginAttempt(file, limit: 3) == .triedTooOften(3))
    #expect(
      try store.auditEntries().map(\.event)
        == [.received, .attemptStarted, .attemptStarted, .attemptsExhausted]
    )
  }

  @Test func `that is released waits again and no longer counts`() throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    _ = try store.beginAttempt(file, limit: 3)
    let later = Date(timeIntervalSince1970: 1_767_300_000)
    try store.release(file, retryAfter: later, reason: "disk-full")
    let stored = try #require(try store.file(file))
    #expect(stored.state == .spooled)
    #expect(stored.retryAfter == later)
    #expect(stored.attempts == 0)
    #expect(try store.auditEntries().last?.details.contains("disk-full") == true)
    #expect(try store.beginAttempt(file, limit: 3) == .attempt(1))
    #expect(try store.file(file)?.retryAfter == nil)
  }

  @Test func `that ends in a result begins the count anew`() throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    _ = try store.beginAttempt(file, limit: 1)
    try store.record(.classified("a"), for: file)
    #expect(try store.unfinishedFiles().isEmpty)
    #expect(try store.beginAttempt(file, limit: 1) == .attempt(1))
  }

  @Test func `on a file that nobody knows is refused`() throws {
    let store = try StudyStore.sample()
    let nobody = FileID(rawValue: 7)
    #expect(throws: StoreError.unknownFile(nobody)) { try store.beginAttempt(nobody, limit: 3) }
    #expect(throws: StoreError.unknownFile(nobody)) { try store.release(nobody) }
    #expect(throws: StoreError.unknownFile(nobody)) {
      try store.record(.classified("a"), for: nobody)
    }
  }

  @Test(arguments: [FilePlace.archive, .quarantine])
  func `leaves bytes that are moved durably, and again after a crash in between`(
    place: FilePlace
  ) throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    try store.record(.classified("a"), for: file)
    let spooled = store.layout.spoolFile(for: SHA256Digest(of: "a"))
    try Data("a".utf8).write(to: spooled)
    #expect(try store.unsettledFiles().map(\.id) == [file])
    // The crash: renamed, but not noted.
    let target = try #require(store.layout.url(of: SHA256Digest(of: "a"), in: place))
    try StateFolder.move(spooled, to: target)
    #expect(try store.move(file, to: place) == target)
    #expect(try Data(contentsOf: target) == Data("a".utf8))
    #expect(try store.file(file)?.bytes == target)
    #expect(try store.unsettledFiles().isEmpty)
    #expect(try store.auditEntries().last?.event == .moved)
  }

  @Test func `whose bytes are nowhere cannot be moved`() throws {
    let store = try StudyStore.sample()
    let file = try store.add("a")
    #expect(throws: StoreError.self) { try store.move(file, to: .archive) }
    #expect(try store.file(file)?.place == .spool)
  }
}
