import Synchronization

/// Counts how often a door was used.
final class Calls: Sendable {
  private let count = Mutex(0)

  /// 1 for the first use.
  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
