internal import ContentHash
import Glibc

/// Copies an open source into a new file, hashing on the way, and believes it only after fsync.
///
/// The new file bears a temporary name; whoever called gives it the final one. If anything fails, the
/// temporary file is removed.
struct DurableCopy {
  let doors: SpoolDoors
  private static let bufferSize = 1 << 20

  /// Opens a source as a regular file.
  static func openSource(
    _ path: String,
    followsLink: Bool
  ) throws(SpoolError) -> (descriptor: Int32, status: FileStatus) {
    // O_NONBLOCK: opening a pipe without a writer would otherwise block for ever.
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = uninterrupted { open(path, flags) }
    guard descriptor >= 0 else {
      let error = SystemCallError.last
      if error.saysVanished { throw .vanished }
      if error.code == ELOOP || error.code == ENXIO { throw .notRegular }
      throw .source(.open, error)
    }
    do throws(SystemCallError) {
      let status = try FileStatus.ofDescriptor(descriptor)
      if status.isRegular { return (descriptor, status) }
    } catch {
      close(descriptor)
      throw .source(.stat, error)
    }
    close(descriptor)
    throw .notRegular
  }

  /// Copies all of the source to a new file.
  ///
  /// - Returns: the digest of exactly the bytes that were written.
  func copy(
    _ source: Int32,
    _ before: FileStatus,
    to temporary: String
  ) throws(SpoolError) -> SHA256Digest {
    let target: Int32
    do throws(SystemCallError) { target = try doors.create(temporary) } catch {
      throw .target(.create, error)
    }
    do throws(SpoolError) {
      defer { close(target) }
      let digest = try pump(source, into: target, size: before.size)
      let after: FileStatus
      do throws(SystemCallError) { after = try .ofDescriptor(source) } catch {
        throw .source(.stat, error)
      }
      guard after == before else { throw .changedDuringCopy }
      do throws(SystemCallError) { try doors.sync(target) } catch { throw .target(.sync, error) }
      return digest
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private func pump(
    _ source: Int32,
    into target: Int32,
    size: Int64
  ) throws(SpoolError) -> SHA256Digest {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Self.bufferSize,
      alignment: 4096
    )
    defer { buffer.deallocate() }
    var hasher = SHA256Hasher()
    var copied: Int64 = 0
    while true {
      let count: Int
      do throws(SystemCallError) { count = try doors.read(source, buffer) } catch {
        throw .source(.read, error)
      }
      if count == 0 { break }
      copied += Int64(count)
      // A file that grows faster than it is copied would otherwise fill the spool.
      guard copied <= size else { throw .changedDuringCopy }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      piece.withMemoryRebound(to: UInt8.self) { hasher.update($0) }
      try write(piece, to: target)
    }
    guard copied == size else { throw .changedDuringCopy }
    return hasher.finalize()
  }

  private func write(_ bytes: UnsafeRawBufferPointer, to target: Int32) throws(SpoolError) {
    var rest = bytes
    while !rest.isEmpty {
      do throws(SystemCallError) {
        let count = try doors.write(target, rest)
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } catch {
        throw .target(.write, error)
      }
    }
  }
}
