internal import Foundation
internal import Glibc

/// Ends the program when one file holds its worker for too long.
///
/// Code of a C library that does not return cannot be interrupted in process. The attempt has been
/// counted by then, so after a few starts the file is quarantined, and whoever started the program
/// (systemd, a script) sees a code that says "try again".
public struct FileTimeLimit: Sendable {
  private let limit: Duration
  private let ledger: ProgressLedger
  private let expire: @Sendable () -> Void

  /// A limit over what the ledger notes.
  ///
  /// - Parameters:
  ///   - limit: how long one file may take.
  ///   - ledger: what the workers are doing.
  ///   - expire: what happens then; the live one says so and exits with 75.
  public init(
    _ limit: Duration,
    ledger: ProgressLedger,
    expire: @escaping @Sendable () -> Void = FileTimeLimit.exitToTryAgain
  ) {
    self.limit = limit
    self.ledger = ledger
    self.expire = expire
  }

  /// Watches from a thread of its own until the program ends.
  public func start() {
    let thread = Thread { [self] in
      while ledger.isMoving(limit: limit) { Thread.sleep(forTimeInterval: 1) }
      expire()
    }
    thread.name = "file-time-limit"
    thread.start()
  }

  /// Says why, and exits at once: a stuck thread would keep an orderly exit waiting for ever.
  @Sendable public static func exitToTryAgain() {
    let text =
      "pacs-watch: one file took longer than the limit allows, so the program ends; start it again, "
      + "and after a few attempts the file is quarantined.\n"
    FileHandle.standardError.write(Data(text.utf8))
    _exit(75)
  }
}
