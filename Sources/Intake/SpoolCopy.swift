public import ContentHash
public import Foundation

/// Copies arrived files into a spool folder so that they survive a power cut before anyone believes it.
///
/// A file bears its final name, its SHA-256, only after its bytes are on the disk; names that begin with
/// `.incoming-` are unfinished. Safe to use from several threads; blocks, so call it on a worker's thread.
public struct SpoolCopy: Sendable {
  /// A durable copy.
  public struct Spooled: Sendable, Hashable {
    /// Where it lies: `<folder>/<sha256>`, mode 0600.
    public let url: URL
    /// Bytes.
    public let size: Int64
    /// The digest of the copied bytes.
    public let digest: SHA256Digest
    /// The source as it was before and after the copy.
    public let source: FileStatus
  }

  /// The spool's folder.
  public let folder: URL
  /// Sources with more bytes are refused.
  public let maximumBytes: Int64
  private let doors: SpoolDoors

  /// A spool in an existing folder.
  ///
  /// - Parameters:
  ///   - folder: lies on a local disk that keeps its promise of fsync.
  ///   - maximumBytes: 4 GiB is what a DICOM element can hold at most.
  ///   - doors: the calls to the disk.
  public init(folder: URL, maximumBytes: Int64 = 1 << 32, doors: SpoolDoors = SpoolDoors()) {
    self.folder = folder
    self.maximumBytes = maximumBytes
    self.doors = doors
  }

  /// Copies one file in a single pass that also hashes it.
  ///
  /// - Parameters:
  ///   - path: the source; it is only read.
  ///   - sighting: the state in which it was delivered; any other state counts as changed.
  ///   - followsLink: whether a symbolic link is read, for a path that a person typed.
  /// - Returns: the copy; one of equal content that was already there is replaced by it.
  /// - Throws: `SpoolError`; then nothing new bears a final name, except that a failed sync of the
  ///   folder may leave the whole file.
  public func copy(
    _ path: String,
    sightedAs sighting: SightingKey? = nil,
    followsLink: Bool = false
  ) throws(SpoolError) -> Spooled {
    let (source, status) = try DurableCopy.openSource(path, followsLink: followsLink)
    defer { close(source) }
    if let sighting, !sighting.matches(status) { throw .changedDuringCopy }
    guard status.size <= maximumBytes else {
      throw .tooLarge(bytes: status.size, limit: maximumBytes)
    }
    let temporary = folder.appending(path: Self.unfinishedPrefix + UUID().uuidString).path
    let digest = try DurableCopy(doors: doors).copy(source, status, to: temporary)
    let final = folder.appending(path: digest.hex, directoryHint: .notDirectory)
    do throws(SystemCallError) { try doors.rename(temporary, final.path) } catch {
      unlink(temporary)
      throw .target(.rename, error)
    }
    do throws(SystemCallError) { try doors.syncFolder(folder.path) } catch {
      throw .target(.sync, error)
    }
    return Spooled(url: final, size: status.size, digest: digest, source: status)
  }

  /// Removes what a crash left unfinished; call it at the start, before any copy.
  ///
  /// - Returns: how many were removed.
  /// - Throws: `SpoolError` if the folder cannot be read.
  @discardableResult
  public func removeUnfinished() throws(SpoolError) -> Int {
    var names: [String] = []
    do throws(SystemCallError) {
      let reader = try FolderReader(folder.path, followsLink: true)
      while try reader.next({ name, _ in
        if let name = String(validating: name, as: UTF8.self) { names.append(name) }
      }) {}
    } catch {
      throw .target(.read, error)
    }
    let unfinished = names.filter { $0.hasPrefix(Self.unfinishedPrefix) }
    for name in unfinished { unlink(folder.appending(path: name).path) }
    return unfinished.count
  }

  private static let unfinishedPrefix = ".incoming-"
}

extension SightingKey {
  /// Whether the file is still in this state; an inode of 0 stands for "has no lasting one".
  func matches(_ status: FileStatus) -> Bool {
    size == status.size && mtimeNs == status.mtimeNs && (inode == 0 || inode == status.inode)
  }
}
