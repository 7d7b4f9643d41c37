public import ContentHash

/// A file as it was seen at its source: what tells a watcher that it need not read it again.
public struct Sighting: Hashable, Sendable {
  /// Where it was found, as it was found.
  public var path: String
  /// Its size in bytes.
  public var size: Int64
  /// Its modification time, nanoseconds since 1970.
  public var mtimeNs: Int64
  /// Its inode.
  public var inode: UInt64
  /// Its device.
  public var device: UInt64

  /// A file with what stat(2) says about it.
  public init(path: String, size: Int64, mtimeNs: Int64, inode: UInt64, device: UInt64) {
    self.path = path
    self.size = size
    self.mtimeNs = mtimeNs
    self.inode = inode
    self.device = device
  }
}

/// A content that was seen at a source path.
public struct Arrival: Hashable, Sendable {
  /// SHA-256 of the file's bytes.
  public var contentHash: SHA256Digest
  /// Where the bytes were seen.
  public var sighting: Sighting

  /// A content with its sighting.
  public init(contentHash: SHA256Digest, sighting: Sighting) {
    self.contentHash = contentHash
    self.sighting = sighting
  }
}

/// What the store made of an arrival.
public enum RegisteredArrival: Hashable, Sendable {
  /// A content that was never seen: it waits in the spool.
  case new(FileID)
  /// This path had this content before; nothing was added.
  case known(FileID)
  /// A known content at another path; the arrival is kept, no second result will be.
  case duplicate(FileID)

  /// The file, whichever the case.
  public var file: FileID {
    switch self {
    case .new(let file), .known(let file), .duplicate(let file): file
    }
  }
}

/// Whether a file may be worked upon once more.
public enum AttemptOutcome: Hashable, Sendable {
  /// Go on; this is the n-th attempt since the last result, from 1.
  case attempt(Int)
  /// All allowed attempts began and none ended: quarantine the file.
  case triedTooOften(Int)
}
