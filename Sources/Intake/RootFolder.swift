import Foundation

/// A watched folder as the watcher's thread knows it.
struct RootFolder {
  typealias Instant = ContinuousClock.Instant

  let folder: WatchedFolder
  var kind = FileSystemKind.local
  var mode = WatcherStatus.Folder.Mode.absent
  var reason = "not looked at yet"
  /// Device and inode, to notice a mount or a replacement that no event reports.
  var identity: [UInt64] = []
  var scan: FolderScan?
  var nextScan: Instant
  /// Whether the next scan must also look for known files that were overwritten.
  var needsDeepScan = true
  var nextDeepScan: Instant
  /// Names were passed over because the bookkeeping was full.
  var hasPassedOver = false
  /// Why this folder is polled although its disk reports events.
  var pollReason: String?
  var lastEvent: Date?
  var lastScan: Date?
  var delivered = 0
  var unreadableNames = 0

  /// In events mode a known name is not asked again until this has passed, unless the queue overflowed.
  static let deepScanInterval: Duration = .seconds(3600)

  init(_ folder: WatchedFolder, now: Instant) {
    self.folder = folder
    nextScan = now
    nextDeepScan = now
  }

  /// The pause after a scan; a scan never takes more than a tenth of the time.
  ///
  /// Where the kernel reports events a scan only mends what they missed, so that of a folder with a
  /// million files it takes less than a hundredth, unless that made it rarer than every ten minutes.
  func pause(after duration: Duration) -> Duration {
    guard mode == .events else { return max(folder.pollInterval, duration * 9) }
    return max(folder.rescanInterval, min(duration * 150, .seconds(600)), duration * 9)
  }

  /// Soon, since a share that is mounted late should not wait for a whole rescan interval.
  var retryInterval: Duration { min(folder.pollInterval, folder.rescanInterval) }

  /// How long a name must lie still that a scan found.
  func settle(forFoundWith status: FileStatus) -> Duration {
    // By the server's clock against ours: a skew only chooses the longer or the shorter wait.
    let age = Int64(Date().timeIntervalSince1970 * 1e9) - status.mtimeNs
    let isRecent = age < 60_000_000_000
    return mode == .events && !isRecent ? folder.settle : folder.unannouncedSettle
  }

  func status(board: SettleBoard, ready: ReadyQueue, root: Int) -> WatcherStatus.Folder {
    WatcherStatus.Folder(
      path: folder.path,
      mode: mode,
      reason: reason,
      lastEvent: lastEvent,
      lastScan: lastScan,
      waiting: board.count(ofRoot: root),
      ready: ready.count(ofRoot: root),
      delivered: delivered,
      unreadableNames: unreadableNames
    )
  }
}
