internal import CLinux
import Glibc

/// The calls by which copies reach the disk; tests close one to see what a full or failing disk does.
///
/// Every door throws the errno of its call.
public struct SpoolDoors: Sendable {
  /// Opens a new file of this name for writing, mode 0600; fails with EEXIST if there is one.
  public var create: @Sendable (_ path: String) throws(SystemCallError) -> Int32 = {
    path throws(SystemCallError) in
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = uninterrupted { open(path, flags, 0o600) }
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// Reads the next bytes of the source; 0 at its end.
  public var read:
    @Sendable (_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) throws(SystemCallError)
      -> Int = { file, buffer throws(SystemCallError) in
        let count = uninterrupted { Glibc.read(file, buffer.baseAddress, buffer.count) }
        guard count >= 0 else { throw .last }
        return count
      }

  /// Writes some of the bytes and says how many.
  public var write:
    @Sendable (_ file: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemCallError) -> Int = {
      file,
      bytes throws(SystemCallError) in
      let count = uninterrupted { Glibc.write(file, bytes.baseAddress, bytes.count) }
      guard count >= 0 else { throw .last }
      return count
    }

  /// Waits until the file, or a folder's names, would survive a power cut.
  public var sync: @Sendable (_ file: Int32) throws(SystemCallError) -> Void = {
    file throws(SystemCallError) in
    guard uninterrupted({ fsync(file) }) == 0 else { throw .last }
  }

  /// Gives a finished copy its name, replacing what bears it.
  public var rename: @Sendable (_ from: String, _ to: String) throws(SystemCallError) -> Void = {
    from,
    to throws(SystemCallError) in
    guard Glibc.rename(from, to) == 0 else { throw .last }
  }

  /// Gives a file a name only if nothing bears it yet (EEXIST), EINVAL where the disk cannot do that.
  public var renameExclusively:
    @Sendable (_ from: String, _ to: String) throws(SystemCallError) -> Void = {
      from,
      to throws(SystemCallError) in
      let code = clinux_rename_exclusively(from, to)
      guard code == 0 else { throw SystemCallError(code: -code) }
    }

  /// The kernel's own calls.
  public init() {}

  /// Makes the names in a folder durable.
  func syncFolder(_ path: String) throws(SystemCallError) {
    let descriptor = uninterrupted { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    try sync(descriptor)
  }
}
