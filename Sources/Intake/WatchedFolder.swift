/// A folder into which senders write, and how patiently it is read.
public struct WatchedFolder: Sendable, Hashable {
  /// How changes are noticed.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    /// Events on a local file system, polling on a network one (statfs decides).
    case auto
    /// inotify, whatever the file system.
    case events
    /// Polling, whatever the file system.
    case poll
  }

  /// The absolute path, without a slash at its end.
  public let path: String
  /// Whether folders below it are read too.
  public var isRecursive = true
  /// How changes are noticed.
  public var mode = Mode.auto
  /// How long a file must lie unchanged after its writer closed it or renamed it into place.
  ///
  /// Short, since time decides nothing: the file is asked for its end, and what is written later is a
  /// new sighting. It spares the look into a file that its writer opens again at once.
  public var settle: Duration = .milliseconds(250)
  /// The same for a name of which nothing says that its writer is done: a link, a scan, a poll.
  public var unannouncedSettle: Duration = .seconds(3)
  /// The pause between two polls; longer where a poll itself takes more than a tenth of it.
  public var pollInterval: Duration = .seconds(5)
  /// The pause between two looks for names that no event announced.
  public var rescanInterval: Duration = .seconds(60)
  /// Names that are left alone.
  public var ignoredNames = IgnoredNames()
  /// Folders below `path`, relative to it, that are left alone, such as the one for finished files.
  public var excludedFolders: Set<String> = []
  /// How long a file that is cut off or not recognised may lie unchanged before it is delivered as such.
  public var incompleteWait: Duration = .seconds(60)

  /// A folder with the usual patience.
  ///
  /// - Parameters:
  ///   - path: an absolute path, or one relative to the process's folder.
  ///   - configure: changes what differs from the usual.
  public init(path: String, configure: (inout WatchedFolder) -> Void = { _ in }) {
    self.path = AbsolutePath.of(path)
    configure(&self)
  }

  /// Whether the path is the folder itself or lies below it.
  func contains(_ other: String) -> Bool {
    other == path || other.hasPrefix(path == "/" ? "/" : path + "/")
  }

  /// Whether a folder below is excluded.
  func excludes(_ folder: String) -> Bool {
    excludedFolders.contains { folder == path + "/" + $0 }
  }
}
