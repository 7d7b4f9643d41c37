internal import ContentHash
internal import Foundation
internal import Imaging

/// Reads the files of a bundle's folder.
struct BundleFiles {
  let folder: URL

  /// The bytes of a file whose hash is known; they are hashed as read, so what was verified is what
  /// runs.
  func verifiedBytes(of file: BundleManifest.File) throws(BundleError) -> [UInt8] {
    let bytes = try bytes(of: file.name, limit: 2 << 30)
    let found = SHA256Digest(of: bytes).hex
    guard found == file.sha256 else {
      throw .wrongHash(file: file.name, expected: file.sha256, found: found)
    }
    return bytes
  }

  /// The bytes of a file.
  func bytes(of name: String, limit: Int) throws(BundleError) -> [UInt8] {
    do throws(RegularFileError) {
      return try RegularFile.bytes(of: folder.appending(path: name), limit: limit)
    } catch { throw .unreadable(file: name, error) }
  }
}
