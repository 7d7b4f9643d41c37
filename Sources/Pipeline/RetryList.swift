internal import Synchronization

/// Files that could not be worked on for a passing reason, each with its time to try again.
///
/// Held in memory only: an unclaimed file still lies at its source, a claimed one in the spool, so
/// both are found again after a restart.
final class RetryList: Sendable {
  enum Entry: Sendable {
    case unclaimed(IncomingFile)
    case claimed(ClaimedFile)

    fileprivate var key: String {
      switch self {
      case .unclaimed(let file): file.arrived.path
      case .claimed(let file): file.digest.hex
      }
    }
  }

  private struct State {
    var waiting: [(due: ContinuousClock.Instant, entry: Entry)] = []
    var failures: [String: Int] = [:]
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> ContinuousClock.Instant

  init(now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }) {
    self.now = now
  }

  /// Tries again after 2, 4, 8, ... and at most 64 seconds.
  func add(_ entry: Entry) {
    state.withLock { state in
      let failures = state.failures[entry.key, default: 0] + 1
      state.failures[entry.key] = failures
      state.waiting.append((now() + .seconds(1 << min(failures, 6)), entry))
    }
  }

  /// Takes out what is due.
  func due() -> [Entry] {
    state.withLock { state in
      let time = now()
      let due = state.waiting.filter { $0.due <= time }.map(\.entry)
      state.waiting.removeAll { $0.due <= time }
      return due
    }
  }
}
