import Foundation
public import Logging
import Synchronization

/// Notices files in watched folders and hands each to one consumer when it has settled and is whole.
///
/// One thread of its own does all waiting and reading, so Swift's cooperative threads never block. The
/// thread starts with the first `arrivals()`. Only names are held in memory, at most `backlogLimit`; what
/// does not fit stays in its folder and is found again. Sources are only read.
///
/// ```swift
/// let watcher = try FolderWatcher(folders: [WatchedFolder(path: "/srv/in")], logger: logger) { path in
///   isWholeFile(path) ? .whole : .incomplete
/// }
/// for await file in watcher.arrivals() { … }   // on shutdown: watcher.stop()
/// ```
/// Do not put operators that fetch ahead (`merge`, `buffer`) between: what they hold is in nobody's hands
/// when the process stops. Log entries name watched folders, never files, since file names may hold
/// patient data.
public final class FolderWatcher: Sendable {
  /// Settings and doors of a watcher.
  public struct Options: Sendable {
    /// What earlier runs recorded; delivered files are added.
    public var known = KnownFiles()
    /// Most names that are waited for or ready at one time.
    public var backlogLimit = 65_536
    /// Whether of the files that are ready those come first that settled last.
    ///
    /// A film that arrives now then never waits for a backlog; the backlog may wait as long as films
    /// keep arriving. Files that settle together stay in the order of their names.
    public var isNewestFirst = false
    /// Most folders that are watched by inotify; those beyond it are polled.
    ///
    /// The kernel's own limit, `max_user_watches`, is shared by all programs of a user.
    public var maximumWatches = Int.max
    /// Whether intake is open; asked before each delivery and, while closed, each `gateInterval`.
    public var isIntakeOpen: @Sendable () -> Bool = { true }
    /// The pause between two questions to a closed gate.
    public var gateInterval: Duration = .seconds(1)
    /// The kind of file system under a folder.
    public var fileSystemKind: @Sendable (String) throws(SystemCallError) -> FileSystemKind = {
      path throws(SystemCallError) in
      try FileSystemKind.detect(at: path)
    }

    /// The usual options.
    public init() {}
  }

  private let handOver: HandOver
  private let latest: LatestStatus
  private let loop: Mutex<(@Sendable () -> Void)?>

  /// A watcher that has not started yet.
  ///
  /// - Parameters:
  ///   - folders: none may lie inside another; one that does not exist yet is waited for.
  ///   - options: what is known, limits, doors.
  ///   - logger: gets state changes that an operator wants.
  ///   - completeness: reads a file that lies still and says whether it is whole; called on the watcher's
  ///     thread, several times for a file that is not. A whole file is not asked about again.
  /// - Throws: `IntakeError`.
  public init(
    folders: [WatchedFolder],
    options: Options = Options(),
    logger: Logger,
    completeness: @escaping @Sendable (String) -> FileState
  ) throws {
    try Self.refuseOverlaps(folders)
    let wake: WakeSignal
    do throws(SystemCallError) { wake = try WakeSignal() } catch {
      throw IntakeError.noWakeSignal(error)
    }
    let handOver = HandOver(wake: wake)
    let latest = LatestStatus(
      WatcherStatus(folders: [], known: options.known.count, isPaused: false, isScanning: false)
    )
    self.handOver = handOver
    self.latest = latest
    loop = Mutex {
      WatchLoop(
        folders: folders,
        options: options,
        logger: logger,
        completeness: completeness,
        handOver: handOver,
        latest: latest,
        wake: wake
      ).run()
    }
  }

  deinit { handOver.stop() }

  /// The settled files; may be called several times, each file goes to one consumer.
  public func arrivals() -> Arrivals {
    let body = loop.withLock { loop in
      defer { loop = nil }
      return loop
    }
    if let body {
      let thread = Thread(block: body)
      thread.name = "folder-watcher"
      // The closure that reads files may go through a C library that wants more than the usual half MiB.
      thread.stackSize = 8 << 20
      thread.start()
    }
    return Arrivals(handOver: handOver, watcher: self)
  }

  /// Ends the arrivals; what a consumer has stays with it, the rest is found again at the next start.
  ///
  /// Returns at once. When the arrivals have ended, the watcher's thread touches nothing any more.
  public func stop() {
    handOver.stop()
    // Without a thread nobody else would end the sequences.
    if loop.withLock({ $0 != nil }) { handOver.finish() }
  }

  /// Takes a delivered file back: it waits and settles anew, and is delivered again.
  ///
  /// For a file that changed while it was copied, or whose copy failed for the moment.
  ///
  /// - Parameters:
  ///   - file: as it was delivered.
  ///   - pause: not looked at before this has passed.
  public func takeBack(_ file: ArrivedFile, pause: Duration = .zero) {
    handOver.giveBack(file, pause: pause)
  }

  /// What the watcher is doing.
  public func status() -> WatcherStatus { latest.value }

  private static func refuseOverlaps(_ folders: [WatchedFolder]) throws(IntakeError) {
    for (place, upper) in folders.enumerated() {
      for (other, lower) in folders.enumerated() where place != other {
        guard upper.isRecursive || upper.path == lower.path, upper.contains(lower.path) else {
          continue
        }
        let isExcluded = upper.excludedFolders.contains {
          WatchedFolder(path: upper.path + "/" + $0).contains(lower.path)
        }
        if !isExcluded { throw .overlappingFolders(upper.path, lower.path) }
      }
    }
  }
}
