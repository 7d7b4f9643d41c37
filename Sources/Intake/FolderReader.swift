import Glibc

/// Reads the entries of one folder, a few at a time, in the order of the file system.
final class FolderReader {
  /// What the folder says an entry is.
  enum Kind {
    case file, folder, link, other
  }

  /// The folder's own status.
  let status: FileStatus
  private let stream: OpaquePointer

  /// - Parameters:
  ///   - path: the folder.
  ///   - followsLink: whether the folder itself may be reached by a symbolic link.
  /// - Throws: `SystemCallError`.
  init(_ path: String, followsLink: Bool) throws(SystemCallError) {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = uninterrupted { open(path, flags) }
    guard descriptor >= 0 else { throw .last }
    let status: FileStatus
    do throws(SystemCallError) {
      status = try .ofDescriptor(descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    guard let stream = fdopendir(descriptor) else {
      let error = SystemCallError.last
      close(descriptor)
      throw error
    }
    self.status = status
    self.stream = stream
  }

  deinit { closedir(stream) }

  /// Shows the next entry, name without its path; false at the end.
  ///
  /// - Throws: `SystemCallError`, such as ESTALE from a server that restarted.
  func next(
    _ body: (_ name: UnsafeRawBufferPointer, _ kind: Kind) -> Void
  ) throws(SystemCallError) -> Bool {
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw .last }
        return false
      }
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else {
        preconditionFailure("dirent has no stored name")
      }
      let name = UnsafeRawPointer(entry) + offset
      let length = strlen(name.assumingMemoryBound(to: CChar.self))
      let bytes = UnsafeRawBufferPointer(start: name, count: length)
      if bytes.elementsEqual([0x2E]) || bytes.elementsEqual([0x2E, 0x2E]) { continue }
      body(bytes, kind(of: entry.pointee.d_type, name))
      return true
    }
  }

  /// The status of the entry that `next` is showing; a symbolic link is not followed.
  func status(of name: UnsafeRawBufferPointer) throws(SystemCallError) -> FileStatus {
    var raw = stat()
    guard let text = name.assumingMemoryBound(to: CChar.self).baseAddress,
      fstatat(dirfd(stream), text, &raw, AT_SYMLINK_NOFOLLOW) == 0
    else { throw .last }
    return FileStatus(raw)
  }

  /// XFS without ftype and some network file systems leave the type to a stat.
  private func kind(of type: UInt8, _ name: UnsafeRawPointer) -> Kind {
    switch Int(type) {
    case DT_REG: return .file
    case DT_DIR: return .folder
    case DT_LNK: return .link
    case DT_UNKNOWN:
      var raw = stat()
      let text = name.assumingMemoryBound(to: CChar.self)
      guard fstatat(dirfd(stream), text, &raw, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
      let status = FileStatus(raw)
      if raw.st_mode & S_IFMT == S_IFLNK { return .link }
      return status.isRegular ? .file : status.isFolder ? .folder : .other
    default: return .other
    }
  }
}
