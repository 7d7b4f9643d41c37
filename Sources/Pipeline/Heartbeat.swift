public import Intake
internal import Logging
public import ServiceLifecycle

/// Feeds systemd's watchdog while there is progress, and tells the administrator how it goes.
///
/// A file that holds its worker for ever cannot be interrupted in process. The feeding then stops,
/// the manager restarts the program, the attempt has been counted, and the file is quarantined.
public struct Heartbeat: Service {
  private let notifier: SystemdNotifier
  private let ledger: ProgressLedger
  private let watcher: FolderWatcher
  private let interval: Duration

  /// A heart over what it watches.
  ///
  /// - Parameters:
  ///   - notifier: the way to systemd.
  ///   - ledger: what the workers are doing.
  ///   - watcher: where files come from.
  ///   - interval: how long one file may take, and four times how often a sign is given.
  public init(
    notifier: SystemdNotifier,
    ledger: ProgressLedger,
    watcher: FolderWatcher,
    interval: Duration = SystemdNotifier.watchdogInterval ?? .seconds(120)
  ) {
    self.notifier = notifier
    self.ledger = ledger
    self.watcher = watcher
    self.interval = interval
  }

  /// Beats until the workers have drained: it starts first, and so it is shut down last.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        beat()
        try? await Task.sleep(for: interval / 4)
      }
    }
    notifier.stopping()
  }

  private func beat() {
    let status = watcher.status()
    let waiting = status.folders.map { $0.waiting + $0.ready }.reduce(0, +)
    notifier.status(
      "\(ledger.finished) files done, \(waiting) waiting"
        + (status.isPaused ? ", intake paused: the disk is nearly full" : "")
    )
    if ledger.isMoving(limit: interval) {
      notifier.watchdog()
    } else {
      Logger.current.error("A worker makes no progress")
    }
  }
}
