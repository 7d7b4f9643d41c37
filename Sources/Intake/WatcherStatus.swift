public import Foundation
import Synchronization

/// What a `FolderWatcher` is doing, for a log or a health check.
public struct WatcherStatus: Sendable, Hashable {
  /// One watched folder.
  public struct Folder: Sendable, Hashable {
    /// How its changes are noticed at present.
    public enum Mode: String, Sendable, Hashable {
      /// inotify, with rescans.
      case events
      /// Scans alone.
      case poll
      /// It is not there or cannot be read; it is tried again.
      case absent
    }

    /// As configured.
    public let path: String
    /// At present.
    public let mode: Mode
    /// Why this mode.
    public let reason: String
    /// When the kernel last reported a change.
    public let lastEvent: Date?
    /// When a scan last came to its end.
    public let lastScan: Date?
    /// Names that have not settled or are not whole.
    public let waiting: Int
    /// Settled files that no consumer has asked for yet.
    public let ready: Int
    /// Files handed out since the start.
    public let delivered: Int
    /// Names that are not UTF-8 and are left alone, in the last scan and since.
    public let unreadableNames: Int
  }

  /// In the order of the configuration.
  public let folders: [Folder]
  /// Sightings that need no second delivery.
  public let known: Int
  /// Whether intake is closed, such as by a full disk, while files are ready.
  public let isPaused: Bool
  /// Whether a scan is under way.
  public let isScanning: Bool
}

/// The latest status, written by the watcher's thread and read by anyone.
final class LatestStatus: Sendable {
  private let latest: Mutex<WatcherStatus>

  init(_ first: WatcherStatus) {
    latest = Mutex(first)
  }

  var value: WatcherStatus {
    get { latest.withLock { $0 } }
    set { latest.withLock { $0 = newValue } }
  }
}
