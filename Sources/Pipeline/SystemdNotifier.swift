internal import CSystemd
internal import Glibc

/// Speaks sd_notify: readiness, stopping, status and the watchdog.
///
/// Outside systemd (no NOTIFY_SOCKET) every call does nothing.
public struct SystemdNotifier: Sendable {
  private let send: @Sendable (String) -> Void

  /// A notifier over libsystemd, or over the closure that a test passes.
  public init(send: (@Sendable (String) -> Void)? = nil) {
    self.send = send ?? { _ = sd_notify(0, $0) }
  }

  /// Start-up is complete.
  public func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }
  /// The program drains and ends.
  public func stopping() { send("STOPPING=1\nSTATUS=Finishing the films in hand") }
  /// One line for `systemctl status`.
  public func status(_ text: String) { send("STATUS=\(text)") }
  /// Progress was seen.
  public func watchdog() { send("WATCHDOG=1") }

  /// How long the manager waits for a sign of life, or nil where it does not watch.
  public static var watchdogInterval: Duration? {
    var microseconds: UInt64 = 0
    guard sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
    return .microseconds(Int64(clamping: microseconds))
  }
}
