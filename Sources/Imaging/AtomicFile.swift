public import Foundation
internal import Glibc

/// Writes files that appear whole or not at all, and stay after a power cut.
///
/// The bytes go to a hidden name in the same folder, are flushed to the disk, take the final name by
/// `rename`, and the folder is flushed as well. Files are made with mode 0600.
public struct AtomicFile: Sendable {
  /// `write(2)`: the number of bytes written, or -1 with `errno`.
  public typealias Write = @Sendable (Int32, UnsafeRawBufferPointer) -> Int
  /// `fsync(2)`.
  public typealias Flush = @Sendable (Int32) -> Int32

  private let write: Write
  private let flush: Flush

  /// A writer; tests pass disks that fill up.
  public init(
    write: @escaping Write = { Glibc.write($0, $1.baseAddress, $1.count) },
    flush: @escaping Flush = { fsync($0) }
  ) {
    self.write = write
    self.flush = flush
  }

  /// Puts bytes at a path, in place of what is there.
  ///
  /// - Parameters:
  ///   - bytes: the whole content.
  ///   - file: its place; the folder must exist.
  /// - Throws: the step that failed; then nothing has changed at the path, except that after
  ///   `flushFolder` the new file is there but may not survive a power cut.
  public func write(_ bytes: [UInt8], to file: URL) throws(AtomicFileError) {
    let part = try Part(beside: file)
    do throws(AtomicFileError) {
      try writeAll(bytes, to: part.descriptor, file)
    } catch {
      part.drop()
      throw error
    }
    try finish(part, as: file)
  }

  /// Puts a content that is made piece by piece at a path, in place of what is there.
  ///
  /// - Parameters:
  ///   - file: its place; the folder must exist.
  ///   - body: gets a closure that takes the next piece.
  /// - Returns: what `body` returns.
  /// - Throws: `AtomicFileError` as `write(_:to:)`, or what `body` throws; nothing has changed then.
  public func write<Value>(
    to file: URL,
    _ body: (_ append: ([UInt8]) throws -> Void) throws -> Value
  ) throws -> Value {
    let part = try Part(beside: file)
    let value: Value
    do {
      value = try body { try writeAll($0, to: part.descriptor, file) }
    } catch {
      part.drop()
      throw error
    }
    try finish(part, as: file)
    return value
  }

  /// The file under its hidden name.
  private struct Part {
    let descriptor: Int32
    let path: String

    init(beside file: URL) throws(AtomicFileError) {
      // A rename would put a file in the place of a device such as /dev/null.
      var status = stat()
      let isThere = lstat(file.path(percentEncoded: false), &status) == 0
      if isThere && ![S_IFREG, S_IFLNK].contains(status.st_mode & S_IFMT) {
        throw AtomicFileError(.replace, EINVAL, file)
      }
      let name = ".\(file.lastPathComponent).\(UUID().uuidString).part"
      let hidden = file.deletingLastPathComponent().appending(path: name)
      path = hidden.path(percentEncoded: false)
      descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw AtomicFileError(.create, errno, file) }
    }

    func drop() {
      close(descriptor)
      unlink(path)
    }
  }

  private func finish(_ part: Part, as file: URL) throws(AtomicFileError) {
    guard flush(part.descriptor) == 0 else {
      let code = errno
      part.drop()
      throw AtomicFileError(.flush, code, file)
    }
    close(part.descriptor)
    guard rename(part.path, file.path(percentEncoded: false)) == 0 else {
      let code = errno
      unlink(part.path)
      throw AtomicFileError(.rename, code, file)
    }
    try flushFolder(file.deletingLastPathComponent(), file)
  }

  private func writeAll(
    _ bytes: [UInt8],
    to descriptor: Int32,
    _ file: URL
  ) throws(AtomicFileError) {
    var position = 0
    while position < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, UnsafeRawBufferPointer(rebasing: $0[position...]))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw AtomicFileError(.write, count < 0 ? errno : EIO, file) }
      position += count
    }
  }

  private func flushFolder(_ folder: URL, _ file: URL) throws(AtomicFileError) {
    let path = folder.path(percentEncoded: false)
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw AtomicFileError(.flushFolder, errno, file) }
    defer { close(descriptor) }
    guard flush(descriptor) == 0 else { throw AtomicFileError(.flushFolder, errno, file) }
  }
}

/// The step of an atomic write that failed.
public struct AtomicFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The steps, in their order.
  public enum Step: String, Hashable, Sendable, CaseIterable {
    /// Finding a file, or nothing, in its place: no folder, no device.
    case replace
    /// Making the hidden file.
    case create
    /// Writing the bytes.
    case write
    /// Flushing the file to the disk.
    case flush
    /// Taking the final name.
    case rename
    /// Flushing the folder to the disk.
    case flushFolder = "flush the folder of"
  }

  /// The step that failed.
  public let step: Step
  /// The system's error number, such as `ENOSPC`.
  public let errno: Int32
  /// The folder that was to get the file; not its name, which may name a patient.
  public let folder: String

  init(_ step: Step, _ errno: Int32, _ file: URL) {
    self.step = step
    self.errno = errno
    folder = file.deletingLastPathComponent().path(percentEncoded: false)
  }

  /// Cause and cure in a sentence.
  public var description: String {
    "Cannot \(step.rawValue) a file in \(folder) (\(systemMessage(errno))); check the folder's "
      + "free space, its owner and that it exists."
  }
}
