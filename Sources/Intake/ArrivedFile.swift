public import Foundation

/// A file that has settled in a watched folder and is handed to exactly one consumer.
public struct ArrivedFile: Sendable, Hashable {
  /// What the last look into the file said.
  public enum Completeness: Sendable, Hashable {
    /// Whole.
    case whole
    /// Cut off, and unchanged for all of the folder's `incompleteWait`.
    case truncated
    /// No file of the format for all of `incompleteWait`, or not readable; the reason says which.
    case notRecognised(String)
  }

  /// The absolute path below `folder`.
  public let path: String
  /// Bytes.
  public let size: Int64
  /// Time of the last change of the content, nanoseconds since 1970.
  public let mtimeNs: Int64
  /// The file's number, or 0 where the file system has no lasting ones (SMB, FUSE).
  public let inode: UInt64
  /// The file system that it lies on (st_dev).
  public let device: UInt64
  /// The path of the watched folder that it was found under.
  public let folder: String
  /// Whether it may be decoded.
  public let completeness: Completeness

  init(sighting: SightingKey, device: UInt64, folder: String, completeness: Completeness) {
    path = sighting.path
    size = sighting.size
    mtimeNs = sighting.mtimeNs
    inode = sighting.inode
    self.device = device
    self.folder = folder
    self.completeness = completeness
  }

  /// The path as a URL.
  public var url: URL { URL(filePath: path, directoryHint: .notDirectory) }

  /// What to record, so that a later start knows this state of the file.
  public var sighting: SightingKey {
    SightingKey(path: path, size: size, mtimeNs: mtimeNs, inode: inode)
  }
}

extension ArrivedFile {
  /// A file that a person named, as it lies there now; whether it is whole is found out by reading it.
  ///
  /// - Parameter path: a file, or a link to one.
  /// - Throws: what stat(2) says of the name.
  public init(named path: String) throws(SystemCallError) {
    let path = AbsolutePath.of(path)
    let status = try FileStatus.ofName(path)
    self.init(
      sighting: SightingKey(
        path: path,
        size: status.size,
        mtimeNs: status.mtimeNs,
        inode: status.inode
      ),
      device: status.device,
      folder: URL(filePath: path).deletingLastPathComponent().path,
      completeness: .whole
    )
  }
}
