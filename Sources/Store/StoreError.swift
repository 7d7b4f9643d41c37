/// Why the store cannot be opened, or refused a change.
///
/// Never holds patient data. Other failures of SQLite pass as GRDB's own errors, which leave
/// statement arguments out of their descriptions.
public enum StoreError: Error, Equatable, CustomStringConvertible {
  /// The state folder lies on a file system whose locks SQLite cannot trust.
  case networkFileSystem(folder: String, type: String)
  /// A newer program has changed the database.
  case newerProgram(database: String)
  /// A read-only opener found a database that an older program made.
  case olderProgram(database: String)
  /// A read-only opener found no database.
  case noStore(folder: String)
  /// A folder or file could not be made, secured or moved.
  case cannotPrepare(path: String, errno: Int32)
  /// SQLite did not accept `synchronous = FULL`.
  case notDurable(synchronous: Int)
  /// Another process held the database for longer than the busy timeout.
  case busy
  /// The disk of the state folder is full.
  case diskFull
  /// The database file is damaged, or is none.
  case damaged(database: String)
  /// The disk or its rights keep SQLite from reading or writing the database.
  case refused(database: String, code: Int32)
  /// No file has this id.
  case unknownFile(FileID)
  /// No second bundle's reading was promised under this id.
  case unknownShadow(ShadowID)
  /// The outcome was computed from other bytes than those of the file.
  case otherInput(FileID)
  /// A bundle cannot be accepted that does not reach the figures demanded of it.
  case demandsNotMet
  /// The outcome states what no outcome may state.
  case invalidOutcome(String)

  /// The cause and the cure.
  public var description: String {
    switch self {
    case .networkFileSystem(let folder, let type):
      "The state folder \(folder) lies on \(type), where SQLite's locks are not safe: "
        + "set `store:` to a folder on a local disk."
    case .newerProgram(let database):
      "The database \(database) was changed by a newer pacs-watch: "
        + "install that version again, or restore the backup made before the upgrade."
    case .olderProgram(let database):
      "The database \(database) was made by an older pacs-watch: "
        + "start the daemon of this version once, which brings it up to date."
    case .noStore(let folder):
      "There is no pacs-watch database in \(folder): name the daemon's state folder."
    case .cannotPrepare(let path, let errno):
      "\(path) cannot be made, secured or moved (errno \(errno)): "
        + "check its owner, its permissions and its disk."
    case .notDurable(let synchronous):
      "SQLite runs with synchronous = \(synchronous) instead of 2 (FULL): "
        + "use the SQLite library that pacs-watch was built for."
    case .busy:
      "Another process kept the database locked for more than 5 seconds: try again."
    case .diskFull:
      "The disk of the state folder is full: make room, nothing was lost."
    case .damaged(let database):
      "The database \(database) is damaged or no database: "
        + "restore it from a backup, the originals are in the archive folder."
    case .refused(let database, let code):
      "The database \(database) cannot be read or written (SQLite error \(code)): "
        + "check its disk, whether that is mounted read-only, and the owner of the folder."
    case .unknownFile(let file):
      "The store knows no file with the id \(file.rawValue)."
    case .unknownShadow(let shadow):
      "No reading of a second bundle was promised under the id \(shadow.rawValue)."
    case .otherInput(let file):
      "The outcome for file \(file.rawValue) was computed from other bytes than that file's."
    case .demandsNotMet:
      "The bundle does not reach the figures that were demanded of it, so it is not accepted."
    case .invalidOutcome(let what):
      "The outcome cannot be recorded: \(what)."
    }
  }
}
