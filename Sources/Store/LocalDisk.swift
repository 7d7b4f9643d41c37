internal import CLinux
internal import Foundation

/// Tells file systems on which SQLite is safe from those on which it is not.
///
/// A WAL database needs shared memory and byte-range locks that hold for every process that has it
/// open; NFS and SMB give neither (sqlite.org/wal.html, section 1).
enum LocalDisk {
  /// The `f_type` of statfs(2) that are refused, `linux/magic.h`.
  static let refused: [Int64: String] = [
    0x6969: "NFS",
    0x517B: "SMB",
    0xFE53_4D42: "SMB2",
    0xFF53_4D42: "CIFS",
  ]

  /// Refuses a folder on NFS or SMB; a folder that is yet to be made is judged by its parent's.
  static func check(_ folder: URL, type: (URL) throws -> Int64) throws {
    var existing = folder.standardizedFileURL
    while existing.path != "/", !FileManager.default.fileExists(atPath: existing.path) {
      existing.deleteLastPathComponent()
    }
    guard let name = refused[try type(existing)] else { return }
    throw StoreError.networkFileSystem(folder: folder.path, type: name)
  }

  /// What the kernel says.
  @Sendable static func kernelType(of folder: URL) throws -> Int64 {
    let type = clinux_filesystem_magic(folder.path)
    guard type >= 0 else {
      throw StoreError.cannotPrepare(path: folder.path, errno: Int32(-type))
    }
    return type
  }
}
