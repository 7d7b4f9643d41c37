import Glibc

/// What the file system says of a file without its content being read.
public struct FileStatus: Sendable, Hashable {
  /// Bytes.
  public let size: Int64
  /// Time of the last change of the content, nanoseconds since 1970, by the clock of the file's server.
  public let mtimeNs: Int64
  /// The file's number on its device.
  public private(set) var inode: UInt64
  /// The file system that it lies on (st_dev).
  public let device: UInt64
  /// Whether it is a regular file, and not a folder, a link, a pipe or a device.
  public let isRegular: Bool
  /// Whether it is a folder.
  public let isFolder: Bool

  init(_ raw: stat) {
    size = Int64(raw.st_size)
    mtimeNs = Int64(raw.st_mtim.tv_sec) * 1_000_000_000 + Int64(raw.st_mtim.tv_nsec)
    inode = UInt64(raw.st_ino)
    device = UInt64(raw.st_dev)
    isRegular = raw.st_mode & S_IFMT == S_IFREG
    isFolder = raw.st_mode & S_IFMT == S_IFDIR
  }

  /// The same without an inode number that would not last.
  func normalized(for kind: FileSystemKind) -> Self {
    var status = self
    if !kind.hasLastingInodes { status.inode = 0 }
    return status
  }

  /// Of the name itself; a symbolic link is not followed.
  ///
  /// - Parameter path: the name.
  /// - Returns: its status.
  /// - Throws: `SystemCallError`.
  public static func ofName(_ path: String) throws(SystemCallError) -> Self {
    var raw = stat()
    guard lstat(path, &raw) == 0 else { throw .last }
    return Self(raw)
  }

  /// Of an open file.
  static func ofDescriptor(_ descriptor: Int32) throws(SystemCallError) -> Self {
    var raw = stat()
    guard fstat(descriptor, &raw) == 0 else { throw .last }
    return Self(raw)
  }

  /// Of a name after opening it for reading.
  ///
  /// NFS promises fresh size and times only to one who opens (close-to-open consistency); a plain stat
  /// may show what was true up to a minute ago. Opening also proves that the file may be read.
  static func afterOpening(_ path: String) throws(SystemCallError) -> Self {
    let descriptor = uninterrupted {
      open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY)
    }
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    return try ofDescriptor(descriptor)
  }
}
