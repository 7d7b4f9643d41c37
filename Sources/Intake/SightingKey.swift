/// One state of a file under one name: what tells a new arrival from a file that was seen before.
///
/// A file that is overwritten in place keeps its path but not its time or size, so it counts as new.
public struct SightingKey: Sendable, Hashable {
  /// The absolute path, as the watcher delivers it.
  public let path: String
  /// Bytes.
  public let size: Int64
  /// Time of the last change of the content, nanoseconds since 1970.
  public let mtimeNs: Int64
  /// The file's number, or 0 where the file system has no lasting ones (SMB, FUSE).
  public let inode: UInt64

  /// A sighting as it was recorded.
  public init(path: String, size: Int64, mtimeNs: Int64, inode: UInt64) {
    self.path = path
    self.size = size
    self.mtimeNs = mtimeNs
    self.inode = inode
  }

  init(path: String, status: FileStatus) {
    self.init(path: path, size: status.size, mtimeNs: status.mtimeNs, inode: status.inode)
  }
}
