internal import AsyncAlgorithms
internal import Foundation

/// Lets a number of films be computed on at a time, while others wait for the disk.
///
/// A film keeps a processor busy for some hundred milliseconds, and then waits for a dozen flushes of
/// the disk until its result is durable. With more walks than turns the processors have work meanwhile,
/// and the results that wait share their flushes (`GroupCommit`).
///
/// A walk takes its turn before it takes a file, so that no file waits in its hands while a later one
/// may be wanted first.
struct ComputeTurns: Sendable {
  /// How many walks there are for each turn: one computes while the others record.
  static let walksPerTurn = 4

  private let free: DispatchSemaphore

  /// As many turns.
  init(_ count: Int) { free = DispatchSemaphore(value: count) }

  /// Waits for a turn, on a thread that may block.
  func take() { free.wait() }

  /// Gives a turn to the next that waits.
  func give() { free.signal() }

  /// The next of the claimed files, with a turn that goes with it; nil after the last.
  func next(of queue: AsyncChannel<ClaimedFile>) async -> ClaimedFile? {
    take()
    var files = queue.makeAsyncIterator()
    let file = await files.next()
    if file == nil { give() }
    return file
  }
}
