public import ContentHash
public import Foundation

/// Where a file stands in its work.
public enum FileState: String, Codable, Sendable, CaseIterable {
  /// It waits.
  case spooled
  /// An attempt began and has not ended (or the program died in it).
  case processing
  /// It has a result.
  case done
  /// It has a result with the status `quarantined`.
  case quarantined
}

/// Where a file's bytes are kept.
public enum FilePlace: String, Codable, Sendable, CaseIterable {
  /// In the spool.
  case spool
  /// In the archive of originals.
  case archive
  /// Among those that could not be read.
  case quarantine
  /// Nowhere any more: this file cannot be processed again.
  case gone
}

/// A distinct content that the store knows.
public struct StoredFile: Hashable, Sendable, Identifiable {
  /// Its number, in the order of arrival.
  public let id: FileID
  /// SHA-256 of its bytes.
  public let contentHash: SHA256Digest
  /// Its size in bytes.
  public let size: Int64
  /// Where it stands.
  public let state: FileState
  /// Where its bytes are kept.
  public let place: FilePlace
  /// The bytes themselves, or nil if they are gone.
  public let bytes: URL?
  /// Attempts that began since the last result.
  public let attempts: Int
  /// Not to be tried again before this, after a failure that may pass.
  public let retryAfter: Date?
  /// When the first arrival was registered.
  public let receivedAt: Date
  /// Where it was first found.
  public let sourcePath: String
}
