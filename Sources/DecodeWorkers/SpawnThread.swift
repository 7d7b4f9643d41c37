internal import Foundation
internal import Synchronization

/// The thread that starts all workers.
///
/// A parent-death signal comes when the *thread* ends that started the process, and threads of
/// Swift's pool end when they are idle. This one lives as long as the program.
final class SpawnThread: Sendable {
  static let shared = SpawnThread()

  private let jobs = Mutex<[@Sendable () -> Void]>([])
  private let available = DispatchSemaphore(value: 0)

  private init() {
    let thread = Thread { [self] in
      while true {
        available.wait()
        let job = jobs.withLock { $0.removeFirst() }
        job()
      }
    }
    thread.name = "decoder-spawner"
    thread.start()
  }

  /// Runs a body there and waits for its number.
  func run(_ body: @escaping @Sendable () -> Int32) -> Int32 {
    let answer = Answer()
    jobs.withLock { $0.append { answer.give(body()) } }
    available.signal()
    return answer.take()
  }

  private final class Answer: Sendable {
    private let number = Mutex<Int32>(0)
    private let isThere = DispatchSemaphore(value: 0)

    func give(_ value: Int32) {
      number.withLock { $0 = value }
      isThere.signal()
    }

    func take() -> Int32 {
      isThere.wait()
      return number.withLock { $0 }
    }
  }
}
