internal import Synchronization

/// Claimed files that could not be worked on for a passing reason, each with its time to try again.
///
/// Held in memory only: their copies lie in the spool, and a restart finds them there.
final class RetryList: Sendable {
  private struct Waiting {
    let due: ContinuousClock.Instant
    let file: ClaimedFile
  }

  private let waiting = Mutex<[Waiting]>([])
  private let delay: Duration
  private let now: @Sendable () -> ContinuousClock.Instant

  init(
    delay: Duration = .seconds(10),
    now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
  ) {
    self.delay = delay
    self.now = now
  }

  /// Puts a file aside for the delay.
  func add(_ file: ClaimedFile) {
    waiting.withLock { $0.append(Waiting(due: now() + delay, file: file)) }
  }

  /// Takes out what is due.
  func due() -> [ClaimedFile] {
    waiting.withLock { waiting in
      let time = now()
      defer { waiting.removeAll { $0.due <= time } }
      return waiting.filter { $0.due <= time }.map(\.file)
    }
  }
}
