internal import CLinux

/// What kind of file system a folder lies on, as far as watching it is concerned.
public enum FileSystemKind: Sendable, Hashable, CustomStringConvertible {
  /// A disk of this machine: inotify reports every change.
  case local
  /// Shared over a network: inotify is silent about what other hosts write (inotify(7)).
  case network(String)
  /// Served by a program: what it does behind the kernel's back is not reported.
  case userSpace

  /// By the magic number that statfs(2) gives, `linux/magic.h`.
  public init(magic: Int64) {
    switch magic {
    case 0x6969: self = .network("NFS")
    case 0xFE53_4D42: self = .network("SMB2")
    case 0xFF53_4D42: self = .network("CIFS")
    case 0x517B: self = .network("SMB")
    case 0x0102_1997: self = .network("9P")
    case 0x00C3_6400: self = .network("Ceph")
    case 0x5346_414F, 0x6B41_4653: self = .network("AFS")
    case 0x0BD0_0BD0: self = .network("Lustre")
    case 0x4750_4653: self = .network("GPFS")
    case 0x6573_5546: self = .userSpace
    default: self = .local
    }
  }

  /// The kind under a path, by statfs(2).
  ///
  /// - Parameter path: an existing file or folder.
  /// - Returns: the kind; a magic number that is not known counts as local.
  /// - Throws: `SystemCallError`.
  public static func detect(at path: String) throws(SystemCallError) -> Self {
    let magic = clinux_filesystem_magic(path)
    guard magic >= 0 else { throw SystemCallError(code: Int32(-magic)) }
    return Self(magic: magic)
  }

  /// Whether only polling finds everything.
  public var needsPolling: Bool { self != .local }

  /// Whether a file keeps its inode number while nobody replaces it.
  ///
  /// SMB without `serverino` and most FUSE programs make numbers up and forget them.
  public var hasLastingInodes: Bool {
    switch self {
    case .local, .network("NFS"), .network("Ceph"), .network("Lustre"), .network("GPFS"): true
    case .network, .userSpace: false
    }
  }

  /// The name for a log.
  public var description: String {
    switch self {
    case .local: "local"
    case .network(let name): name
    case .userSpace: "FUSE"
    }
  }
}
