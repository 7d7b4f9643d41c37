public import Foundation
internal import Glibc

/// Reads whole files that must be plain files of a bounded size.
public enum RegularFile {
  /// The bytes of a file; links are followed, and a pipe is refused instead of blocking for ever.
  ///
  /// - Parameters:
  ///   - file: its place.
  ///   - limit: the most bytes it may have.
  /// - Returns: all of its bytes.
  /// - Throws: why it cannot be read.
  public static func bytes(of file: URL, limit: Int) throws(RegularFileError) -> [UInt8] {
    let (descriptor, size) = try opened(file)
    defer { close(descriptor) }
    guard size <= limit else { throw .tooLarge(bytes: size) }
    var failure: RegularFileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size && failure == nil {
        let count = read(descriptor, buffer.baseAddress.map { $0 + filled }, size - filled)
        if count > 0 {
          filled += count
        } else if count == 0 {
          failure = .shrank
        } else if errno != EINTR {
          failure = .system(errno)
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// A descriptor of a plain file, for the caller to close, and the file's size in bytes.
  ///
  /// - Parameter file: its place.
  /// - Returns: both.
  /// - Throws: why it cannot be read.
  public static func opened(
    _ file: URL
  ) throws(RegularFileError) -> (descriptor: Int32, size: Int) {
    let descriptor = open(file.path(percentEncoded: false), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(errno) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      let code = errno
      close(descriptor)
      throw .system(code)
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notRegular
    }
    return (descriptor, Int(facts.st_size))
  }
}

/// Why a file cannot be read as a whole; a phrase for the middle of a sentence, without its name.
public enum RegularFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system's error number, such as `ENOENT`.
  case system(Int32)
  /// A folder, a pipe or a device.
  case notRegular
  /// More bytes than the limit allows.
  case tooLarge(bytes: Int)
  /// Another program cut it while it was read.
  case shrank

  /// The reason.
  public var description: String {
    switch self {
    case .system(let code): systemMessage(code)
    case .notRegular: "it is no regular file"
    case .tooLarge(let bytes): "it has \(bytes) bytes, which is more than the limit"
    case .shrank: "it shrank while it was read"
    }
  }
}
