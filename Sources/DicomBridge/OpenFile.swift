import Glibc

/// A regular file that has been opened for reading; closes itself.
///
/// Read by its descriptor only, so that a file renamed or replaced under the same name meanwhile is
/// never mixed into what was read before.
public final class OpenFile: Sendable {
  /// For pread(2), or to be sent to another process.
  public let descriptor: Int32
  /// The size when it was opened, in bytes.
  public let count: Int

  /// Opens a file.
  ///
  /// O_NONBLOCK: a pipe without a writer would block for ever in `open`.
  ///
  /// - Parameters:
  ///   - path: its place.
  ///   - limits: of which the file's size counts here.
  /// - Throws: `unreadable`, `notRegularFile`, `emptyFile` or `tooLarge`.
  public init(_ path: String, limits: DicomLimits) throws(DicomError) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .unreadable(errno: errno) }
    var facts = stat()
    let outcome = fstat(descriptor, &facts)
    let failure: DicomError? =
      if outcome != 0 {
        .unreadable(errno: errno)
      } else if facts.st_mode & S_IFMT != S_IFREG {
        .notRegularFile
      } else if facts.st_size == 0 {
        .emptyFile
      } else if facts.st_size > limits.maximumFileBytes {
        .tooLarge(what: "file's size in bytes", limit: limits.maximumFileBytes)
      } else {
        nil
      }
    if let failure {
      close(descriptor)
      throw failure
    }
    self.descriptor = descriptor
    count = Int(facts.st_size)
  }

  /// Takes over a descriptor that another process opened and measured.
  public init(descriptor: Int32, count: Int) {
    self.descriptor = descriptor
    self.count = count
  }

  deinit { close(descriptor) }
}
