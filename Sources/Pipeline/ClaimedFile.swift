public import ContentHash
public import Foundation
public import Intake
public import Store

/// A file on its way in: where it lies, what is known of it, and what is to happen to it at the end.
public struct IncomingFile: Sendable {
  /// The file as it was found.
  public let arrived: ArrivedFile
  /// Whether PNG and JPEG films are welcome: only where a person named the file.
  public let acceptsPictures: Bool
  /// What happens to the source once the result is recorded.
  public let settlement: SourceSettlement

  /// A file on its way in.
  public init(
    _ arrived: ArrivedFile, acceptsPictures: Bool = false,
    settlement: SourceSettlement = .leave
  ) {
    self.arrived = arrived
    self.acceptsPictures = acceptsPictures
    self.settlement = settlement
  }
}

/// What happens to a source file once its result is durable.
public enum SourceSettlement: Sendable, Equatable {
  /// It stays where it is, untouched.
  case leave
  /// It is moved into a folder, never over another file.
  case move(done: URL, failed: URL)
}

/// A file of which a durable copy exists and whose attempt has been counted.
public struct ClaimedFile: Sendable {
  /// The file's row in the store.
  public let id: FileID
  /// The digest of its bytes.
  public let digest: SHA256Digest
  /// The durable copy that all later stages read.
  public let copy: URL
  /// Where it was found.
  public let sourcePath: String
  /// Whether PNG and JPEG films are welcome.
  public let acceptsPictures: Bool
  /// Set when the walk must end at once: the file has been tried too often, or never became whole.
  public let refusal: StageFailure?

  /// A claimed file.
  public init(
    id: FileID, digest: SHA256Digest, copy: URL, sourcePath: String,
    acceptsPictures: Bool, refusal: StageFailure? = nil
  ) {
    self.id = id
    self.digest = digest
    self.copy = copy
    self.sourcePath = sourcePath
    self.acceptsPictures = acceptsPictures
    self.refusal = refusal
  }
}
