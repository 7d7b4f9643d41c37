import Glibc

/// Why a file could not be copied durably; names no file, since file names may hold patient data.
public enum SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done.
  public enum Step: String, Sendable, Hashable {
    /// Opening the source.
    case open
    /// Asking for the source's size and time.
    case stat
    /// Reading the source.
    case read
    /// Making the temporary file.
    case create
    /// Writing the temporary file.
    case write
    /// Making the file or its name durable.
    case sync
    /// Giving the finished file its name.
    case rename
    /// Removing a source that was copied elsewhere.
    case remove
  }

  /// The sender wrote to the file during the copy, or it is not what was sighted: wait for it again.
  case changedDuringCopy
  /// The file is gone; its sender took it back.
  case vanished
  /// A folder, link, pipe or device.
  case notRegular
  /// More bytes than this installation accepts.
  case tooLarge(bytes: Int64, limit: Int64)
  /// The source's side failed.
  case source(Step, SystemCallError)
  /// The side of our own disk failed.
  case target(Step, SystemCallError)

  /// Whether the same copy may succeed later, so that the file goes back to waiting.
  ///
  /// Of our own disk everything is: the file is not to blame, and the operator cures it.
  public var isTransient: Bool {
    switch self {
    case .changedDuringCopy, .target: true
    case .vanished, .notRegular, .tooLarge: false
    case .source(_, let error): error.isTransient
    }
  }

  /// Whether this machine's disk is at fault, and not the file or its sender.
  public var isOurs: Bool {
    if case .target = self { true } else { false }
  }

  /// Cause and cure in a sentence.
  public var description: String {
    switch self {
    case .changedDuringCopy:
      "The file changed while it was copied; it is waited for again."
    case .vanished:
      "The file was taken away before it was copied; nothing is to be done unless the sender meant it."
    case .notRegular:
      "The name belongs to a folder, link, pipe or device; only regular files are read."
    case .tooLarge(let bytes, let limit):
      "The file has \(bytes) bytes and the limit is \(limit); raise the limit if this is a film."
    case .source(let step, let error) where error.code == EACCES || error.code == EPERM:
      "The source may not be read (\(step.rawValue): \(error)); give this user the right to read it."
    case .source(let step, let error):
      "The source failed at \(step.rawValue): \(error); check the disk or share that it lies on."
    case .target(let step, let error) where error.code == ENOSPC || error.code == EDQUOT:
      "The disk is full (\(step.rawValue): \(error)); make room, the file is then taken again."
    case .target(let step, let error):
      "Our own disk failed at \(step.rawValue): \(error); check the store's disk and rights."
    }
  }
}
