internal import ContentHash
internal import Foundation
internal import Glibc

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
    let path = folder.appending(path: name).path(percentEncoded: false)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(file: name, errno: errno) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .unreadable(file: name, errno: errno) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw .unreadable(file: name, errno: EISDIR) }
    let size = Int(facts.st_size)
    guard size <= limit else { throw .tooLarge(file: name, bytes: size) }
    var bytes = [UInt8](repeating: 0, count: size)
    var position = 0
    while position < size {
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + position }, size - position)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .unreadable(file: name, errno: count < 0 ? errno : EIO) }
      position += count
    }
    return bytes
  }
}
