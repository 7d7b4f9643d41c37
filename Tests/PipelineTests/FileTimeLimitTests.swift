import Foundation
import Pipeline
import Synchronization
import Testing

@Suite("The time limit of a file", .timeLimit(.minutes(15)))
struct FileTimeLimitTests {
  /// A clock that a test turns.
  private final class Clock: Sendable {
    private let time = Mutex(ContinuousClock.now)
    var now: ContinuousClock.Instant { time.withLock { $0 } }
    func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
  }

  @Test func `is kept by workers that finish, whatever the hour`() {
    let clock = Clock()
    let ledger = ProgressLedger { clock.now }
    for worker in 0..<3 {
      ledger.begin(worker: worker)
      clock.advance(.seconds(8))
      ledger.end(worker: worker)
    }
    clock.advance(.seconds(3600))
    #expect(ledger.isMoving(limit: .seconds(10)))
    #expect(ledger.finished == 3)
  }

  @Test func `is broken by one worker among many`() async {
    let clock = Clock()
    let ledger = ProgressLedger { clock.now }
    ledger.begin(worker: 0)
    clock.advance(.seconds(9))
    ledger.begin(worker: 1)
    #expect(ledger.isMoving(limit: .seconds(10)))
    clock.advance(.seconds(2))
    #expect(!ledger.isMoving(limit: .seconds(10)))
    await withCheckedContinuation { continuation in
      FileTimeLimit(.seconds(10), ledger: ledger, expire: { continuation.resume() }).start()
    }
  }

  @Test func `ends the program with the code for try again`() async {
    await #expect(processExitsWith: .exitCode(75)) {
      FileTimeLimit.exitToTryAgain()
    }
  }
}
