internal import Synchronization

/// Remembers what every worker is doing, so that the watchdog is fed by progress and nothing else.
public final class ProgressLedger: Sendable {
  private struct State {
    var started: [Int: ContinuousClock.Instant] = [:]
    var finished = 0
  }
  private let state = Mutex(State())
  private let now: @Sendable () -> ContinuousClock.Instant

  /// A ledger in which nobody works.
  public init(now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }) {
    self.now = now
  }

  /// A worker took a file.
  public func begin(worker: Int) { state.withLock { $0.started[worker] = now() } }

  /// A worker is done with its file.
  public func end(worker: Int) {
    state.withLock {
      $0.started[worker] = nil
      $0.finished += 1
    }
  }

  /// How many files have been finished.
  public var finished: Int { state.withLock { $0.finished } }

  /// Whether no worker has held its file for longer than the limit.
  public func isMoving(limit: Duration) -> Bool {
    state.withLock { state in state.started.values.allSatisfy { now() - $0 <= limit } }
  }
}
