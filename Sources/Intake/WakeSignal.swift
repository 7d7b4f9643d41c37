internal import CLinux
import Glibc

/// Wakes a thread that waits in poll(2), from any thread and without blocking.
final class WakeSignal: Sendable {
  let descriptor: Int32

  init() throws(SystemCallError) {
    descriptor = clinux_event_counter()
    guard descriptor >= 0 else { throw SystemCallError(code: -descriptor) }
  }

  deinit { close(descriptor) }

  func raise() {
    var one: UInt64 = 1
    // A full counter already wakes the thread, so a refused write loses nothing.
    _ = write(descriptor, &one, 8)
  }

  func lower() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }
}
