import ContentHash
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Store

/// Random changes that a seed decides, as workers of a daemon would make them.
enum RandomWork {
  /// Tries again while another writer holds the database for longer than the store waits, as the
  /// program does; a busy machine gets there.
  @discardableResult
  static func patiently<Value>(_ body: () throws -> Value) rethrows -> Value {
    while true {
      do { return try body() } catch StoreError.busy { continue }
    }
  }

  static func step(_ store: StudyStore, _ random: inout SeededGenerator, name: String = "") throws {
    let content = "\(name)\(Int.random(in: 0..<12, using: &random))"
    let folder = Int.random(in: 0..<2, using: &random)
    let file = try store.register(.sample(content, path: "/in/\(folder)/\(content)")).file
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return
    case 1: _ = try store.beginAttempt(file, limit: 3)
    case 2: try store.release(file)
    case 3: try store.record(.unread(content, .skipped), for: file)
    default:
      // The same bytes always bear the same UID and give the same pixels.
      let sum = content.utf8.reduce(0) { $0 + Int($1) }
      let uid = "1.\(sum % 3)"
      let outcome = Outcome.classified(
        content,
        study: uid,
        uid: "\(uid).1",
        pixels: "\(sum / 3 % 2)"
      )
      try store.record(outcome, for: file)
    }
  }
}

@Suite("A store that is cut off", .temporaryFolder, .timeLimit(.minutes(15)))
struct StoreCrashTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func `keeps its rules through any sequence of changes and restarts`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<5 {
      // Left to the next one without a checkpoint.
      let store = try StudyStore.sample()
      for _ in 0..<30 { try RandomWork.step(store, &random) }
      try StoreInvariants.check(store)
    }
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `keeps its rules when kill -9 ends its process`(seed: UInt64) async throws {
    let folder = TemporaryFolder.current.path
    for round in 0..<2 {
      let own = seed &* 31 &+ UInt64(round)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [folder = folder as String, own = own as UInt64] in
        let store = try StudyStore.sample(in: URL(filePath: folder))
        var random = SeededGenerator(seed: own)
        // A busy machine may not come to a first change within the time that is left.
        try RandomWork.step(store, &random)
        // From a thread of its own, so that the kill falls anywhere in a transaction.
        Thread.detachNewThread {
          usleep(20_000 + UInt32(own % 7) * 9_000)
          kill(getpid(), SIGKILL)
        }
        while true { try RandomWork.step(store, &random) }
      }
      let store = try StudyStore.sample()
      #expect(try store.auditHead().sequence > 0)
      try StoreInvariants.check(store)
      try store.close()
    }
  }

  private func childWrites(in folder: String) async {
    await #expect(processExitsWith: .success) { [folder = folder as String] in
      let store = try StudyStore.sample(in: URL(filePath: folder))
      for index in 0..<60 {
        try RandomWork.patiently { try store.add("child\(index)", .classified("child\(index)")) }
      }
    }
  }

  @Test func `loses nothing that two processes and two pools write at once`() async throws {
    let folder = TemporaryFolder.current.path
    let pools = try [StudyStore.sample(), StudyStore.sample()]
    async let child: Void = childWrites(in: folder)
    try await withThrowingTaskGroup { group in
      for (number, store) in pools.enumerated() {
        group.addTask {
          for index in 0..<60 {
            let name = "pool\(number)-\(index)"
            try RandomWork.patiently {
              try store.add(name, .classified(name, uid: "2.\(number).\(index)"))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    await child
    #expect(try pools[0].allFiles().count == 180)
    #expect(try pools[1].unfinishedFiles().isEmpty)
    // Of the child's films, all with one UID, the first to arrive keeps it.
    #expect(try pools[0].rows(ResultQuery(grouping: .instance, statuses: [.conflict])).count == 59)
    try StoreInvariants.check(pools[0])
  }

  @Test func `undoes a transaction as a whole`() throws {
    let store = try StudyStore.sample()
    let good = try store.add("a")
    let bad = try store.add("b")
    #expect(throws: StoreError.otherInput(bad)) {
      try store.record(batch: [(.classified("a"), good), (.classified("a"), bad)])
    }
    #expect(try store.rows().isEmpty)
    #expect(try store.auditHead().sequence == 2)
    let batch = try store.record(batch: [(.classified("a"), good), (.classified("b"), bad)])
    #expect(batch.map(\.status) == [.classified, .conflict])
    try StoreInvariants.check(store)
  }
}
