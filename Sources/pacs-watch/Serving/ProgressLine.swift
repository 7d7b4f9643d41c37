import Foundation
import Glibc
import Synchronization

/// A progress bar on a terminal; nothing elsewhere, where plain lines are enough.
final class ProgressLine: Sendable {
  private let total: Int
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let done = Mutex(0)

  init(total: Int) { self.total = total }

  /// One more is done.
  func advance() {
    let count = done.withLock { done in
      done += 1
      return done
    }
    guard isTerminal, total > 0 else { return }
    let width = 30
    let filled = min(width, count * width / total)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    FileHandle.standardError.write(Data("\r[\(bar)] \(count)/\(total)".utf8))
  }

  /// Takes the bar away.
  func finish() {
    if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
