internal import Foundation
internal import Synchronization

/// An executor with threads of its own, for work that blocks.
///
/// Decoding and inference hold a thread for a second; on Swift's shared pool, which has one thread a
/// core, they would freeze every other task.
public final class WorkerThreads: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var next = 0
  }

  private let state = Mutex(State())
  private let available = DispatchSemaphore(value: 0)

  /// Starts the threads; they live as long as the program.
  public init(count: Int, name: String) {
    for number in 0..<count {
      let thread = Thread { [self] in runJobs() }
      thread.name = "\(name)-\(number)"
      // Decoders recurse with the nesting of a file; 8 MiB is what they get on a main thread.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Takes a job from the concurrency runtime.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
    available.signal()
  }

  private func runJobs() {
    while true {
      available.wait()
      let job = state.withLock { state -> UnownedJob in
        defer {
          state.next += 1
          if state.next == state.jobs.count {
            state.jobs.removeAll(keepingCapacity: true)
            state.next = 0
          }
        }
        return state.jobs[state.next]
      }
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
