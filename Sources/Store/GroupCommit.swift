internal import Foundation
internal import GRDB
internal import Synchronization

/// Puts changes that several threads want at a time into one transaction: one fsync makes all of them
/// durable.
///
/// Nobody waits for company: who comes alone commits at once, and who comes meanwhile shares the next
/// transaction with all others who did. Each caller returns only once its own changes are durable.
/// Changes of others are seen as if they had been committed before, since they will be or none is.
final class GroupCommit: Sendable {
  /// A caller that waits, and what it wants; used by one thread at a time, its own or the leader's.
  private final class Member: @unchecked Sendable {
    /// Gone once it has run: its caller, who may return then, lent it only.
    private(set) var body: ((Database) throws -> Void)?
    let turn = DispatchSemaphore(value: 0)
    /// What came of it; nil for a member that is woken to lead.
    private(set) var outcome: Result<Void, any Error>?

    init(_ body: @escaping (Database) throws -> Void) { self.body = body }

    func run(in database: Database) throws { try body?(database) }

    func end(with outcome: Result<Void, any Error>) {
      self.outcome = outcome
      body = nil
    }
  }

  private struct State {
    var waiting: [Member] = []
    var isLed = false
  }

  private let state = Mutex(State())
  /// The readers of a database that is written without a pause see it grow by this much at a time.
  private static let mostMembers = 64

  /// How many callers wait for the next transaction.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Runs changes in a transaction that others may share.
  ///
  /// - Parameters:
  ///   - pool: where; always the same.
  ///   - body: makes the changes. It may run twice: where one of a group fails, all is undone and each
  ///     is tried alone, so that nobody hears of another's failure.
  /// - Returns: what `body` gives.
  /// - Throws: what `body` throws, or why the transaction could not begin or end.
  func write<Value>(
    to pool: DatabasePool,
    _ body: (Database) throws -> Value
  ) throws -> Value {
    var value: Value?
    let outcome = withoutActuallyEscaping(
      { (database: Database) in value = try body(database) },
      do: { take(part: Member($0), in: pool) }
    )
    try outcome.get()
    guard let value else { preconditionFailure("a transaction that ran nothing") }
    return value
  }

  private func take(part member: Member, in pool: DatabasePool) -> Result<Void, any Error> {
    let leads = state.withLock { state in
      state.waiting.append(member)
      defer { state.isLed = true }
      return !state.isLed
    }
    if !leads { member.turn.wait() }
    if let outcome = member.outcome { return outcome }
    lead(in: pool)
    guard let outcome = member.outcome else { preconditionFailure("a leader is of its group") }
    return outcome
  }

  /// Commits for all who wait, and hands over to the first of those who came meanwhile.
  private func lead(in pool: DatabasePool) {
    let group = state.withLock { state in
      let group = Array(state.waiting.prefix(Self.mostMembers))
      state.waiting.removeFirst(group.count)
      return group
    }
    commit(group, to: pool)
    let next = state.withLock { state in
      state.isLed = !state.waiting.isEmpty
      return state.waiting.first
    }
    // The first of a group is the one that leads it.
    for member in group.dropFirst() { member.turn.signal() }
    next?.turn.signal()
  }

  private func commit(_ group: [Member], to pool: DatabasePool) {
    var hasBegun = false
    let together = Result {
      try pool.write { database in
        hasBegun = true
        for member in group { try member.run(in: database) }
      }
    }
    for member in group {
      if case .failure = together, hasBegun, group.count > 1 {
        member.end(with: Result { try pool.write(member.run) })
      } else {
        member.end(with: together)
      }
    }
  }
}
