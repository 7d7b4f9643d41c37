/// The settled files of a `FolderWatcher`, each handed to one consumer when it asks.
///
/// Several consumers may iterate at the same time. A cancelled task ends its own iteration only.
public struct Arrivals: AsyncSequence, Sendable {
  /// One consumer's place.
  public struct Iterator: AsyncIteratorProtocol {
    let handOver: HandOver
    /// Keeps the watcher at work, which would otherwise stop when nobody else refers to it.
    let watcher: FolderWatcher

    /// Waits for the next file; nil after `FolderWatcher.stop()` or when the task is cancelled.
    public func next(isolation actor: isolated (any Actor)?) async -> ArrivedFile? {
      await handOver.next()
    }
  }

  let handOver: HandOver
  let watcher: FolderWatcher

  /// A consumer's place in the queue.
  public func makeAsyncIterator() -> Iterator {
    Iterator(handOver: handOver, watcher: watcher)
  }
}
