import Synchronization

/// Where consumers wait for files and the watcher's thread gives them: nothing is given unasked.
///
/// A file is in the hands of exactly one consumer or still with the watcher; none lies in between, so
/// nothing is lost when either side stops.
final class HandOver: Sendable {
  private struct State {
    var waiting: [(ticket: Int, continuation: CheckedContinuation<ArrivedFile?, Never>)] = []
    var nextTicket = 0
    var cancelled: Set<Int> = []
    var returned: [(file: ArrivedFile, pause: Duration)] = []
    var isStopping = false
    var isFinished = false
  }

  private let state = Mutex(State())
  private let wake: WakeSignal

  init(wake: WakeSignal) {
    self.wake = wake
  }

  // For consumers.

  /// Waits for a file; nil when the watcher's thread has ended or the task is cancelled.
  func next() async -> ArrivedFile? {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    let file = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustEnd = state.withLock { state in
          if state.isFinished || state.cancelled.contains(ticket) {
            return true
          }
          state.waiting.append((ticket, continuation))
          return false
        }
        if mustEnd { continuation.resume(returning: nil) } else { wake.raise() }
      }
    } onCancel: {
      let continuation = state.withLock {
        state -> CheckedContinuation<ArrivedFile?, Never>? in
        guard let place = state.waiting.firstIndex(where: { $0.ticket == ticket }) else {
          state.cancelled.insert(ticket)
          return nil
        }
        return state.waiting.remove(at: place).continuation
      }
      continuation?.resume(returning: nil)
    }
    state.withLock { _ = $0.cancelled.remove(ticket) }
    return file
  }

  func giveBack(_ file: ArrivedFile, pause: Duration) {
    state.withLock { $0.returned.append((file, pause)) }
    wake.raise()
  }

  func stop() {
    state.withLock { $0.isStopping = true }
    wake.raise()
  }

  // For the watcher's thread.

  var isStopping: Bool { state.withLock { $0.isStopping } }
  var hasDemand: Bool { state.withLock { !$0.waiting.isEmpty && !$0.isStopping } }

  /// Gives a file to the consumer that has waited longest; false if nobody waits any more.
  func give(_ file: ArrivedFile) -> Bool {
    let continuation = state.withLock { state in
      state.waiting.isEmpty || state.isStopping ? nil : state.waiting.removeFirst().continuation
    }
    continuation?.resume(returning: file)
    return continuation != nil
  }

  func takeReturned() -> [(file: ArrivedFile, pause: Duration)] {
    state.withLock { state in
      defer { state.returned = [] }
      return state.returned
    }
  }

  /// Ends every consumer's sequence.
  func finish() {
    let waiting = state.withLock { state in
      state.isFinished = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for (_, continuation) in waiting { continuation.resume(returning: nil) }
  }
}
