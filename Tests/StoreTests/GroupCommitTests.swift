import Foundation
import GRDB
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("Transactions of several threads", .temporaryFolder, .timeLimit(.minutes(15)))
struct GroupCommitTests {
  typealias Body = @Sendable (StoreTransaction) throws -> FileID

  /// Counts what was made durable.
  final class CommitCount: TransactionObserver {
    var number = 0
    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ database: Database) { number += 1 }
    func databaseDidRollback(_ database: Database) {}
  }

  struct Refused: Error {}

  /// Lets threads come while a transaction is being made, and gives what each of theirs came to.
  private func outcomes(
    in store: StudyStore,
    of bodies: [Body]
  ) throws -> [Result<FileID, any Error>] {
    let outcomes = Mutex([Int: Result<FileID, any Error>]())
    let isDone = DispatchSemaphore(value: 0)
    try store.transaction { _ in
      for (index, body) in bodies.enumerated() {
        Thread.detachNewThread {
          let outcome = Result { try store.transaction(body) }
          outcomes.withLock { $0[index] = outcome }
          isDone.signal()
        }
      }
      while store.commits.waiting < bodies.count { sched_yield() }
    }
    for _ in bodies { isDone.wait() }
    return try bodies.indices.map { index in
      try #require(outcomes.withLock { $0[index] })
    }
  }

  private func adding(_ content: String) -> Body {
    { try $0.register(.sample(content)).file }
  }

  @Test func `share one commit when they come while another is being made`() throws {
    let store = try StudyStore.sample()
    let count = CommitCount()
    store.pool.add(transactionObserver: count, extent: .databaseLifetime)
    let files = try outcomes(in: store, of: (0..<9).map { adding("\($0)") }).map { try $0.get() }
    #expect(Set(files).count == 9)
    #expect(try store.allFiles().count == 9)
    // The one that they met, and theirs.
    #expect(count.number == 2)
    try StoreInvariants.check(store)
  }

  @Test func `fail alone, and are undone alone`() throws {
    let store = try StudyStore.sample()
    let failing: Body = { transaction in
      _ = try transaction.register(.sample("undone"))
      throw Refused()
    }
    let answers = try outcomes(in: store, of: [adding("a"), failing, adding("b")])
    #expect(throws: Refused.self) { try answers[1].get() }
    let files = [try answers[0].get(), try answers[2].get()]
    #expect(
      try store.allFiles().map(\.id).sorted { $0.rawValue < $1.rawValue }
        == files.sorted { $0.rawValue < $1.rawValue }
    )
    try StoreInvariants.check(store)
  }

  @Test func `are all there however many come at once`() throws {
    let store = try StudyStore.sample()
    let answers = try outcomes(in: store, of: (0..<150).map { adding("\($0)") })
    #expect(Set(try answers.map { try $0.get() }).count == 150)
    #expect(try store.allFiles().count == 150)
    try StoreInvariants.check(store)
  }
}
