internal import Foundation
internal import Glibc

/// Reads whole files that must be plain files of a bounded size.
enum RegularFile {
  /// The bytes of a file; a pipe is refused at once instead of blocking for ever.
  static func bytes(of file: URL, limit: Int) throws(PictureError) -> [UInt8] {
    let descriptor = open(file.path(percentEncoded: false), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(errno: errno) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .unreadable(errno: errno) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    let size = Int(facts.st_size)
    guard size <= limit else { throw .tooLarge(nil, what: "\(size) bytes") }
    var bytes = [UInt8](repeating: 0, count: size)
    var position = 0
    while position < size {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + position }, size - position)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(errno: errno) }
      // The file shrank meanwhile: the decoder will say what is missing.
      if count == 0 { break }
      position += count
    }
    return Array(bytes.prefix(position))
  }
}
