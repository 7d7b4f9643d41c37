public import ContentHash
public import Foundation
public import Intake
public import Store

/// A file on its way in: what is known of it, and what is to happen to its source at the end.
public struct IncomingFile: Sendable, Hashable {
  /// The file as it was found.
  public let arrived: ArrivedFile
  /// Whether PNG and JPEG films are welcome: only where a person named the file.
  public let acceptsPictures: Bool
  /// What happens to the source once the result is recorded.
  public let settlement: SettlePolicy

  /// A file on its way in.
  public init(
    _ arrived: ArrivedFile,
    acceptsPictures: Bool = false,
    settlement: SettlePolicy = .leave
  ) {
    self.arrived = arrived
    self.acceptsPictures = acceptsPictures
    self.settlement = settlement
  }
}

/// A file of which a durable, registered copy exists.
public struct ClaimedFile: Sendable {
  /// The file's row in the store.
  public let id: FileID
  /// The digest of its bytes.
  public let digest: SHA256Digest
  /// The durable copy that all later stages read.
  public let copy: URL
  /// Where it was found.
  public let sourcePath: String
  /// How it came in, or nil where only the kept copy is left (recovery, re-run).
  public let incoming: IncomingFile?

  /// What its stages took so far.
  var laps = StageLaps()

  /// Whether PNG and JPEG films are welcome.
  let acceptsPictures: Bool
  /// Whether an attempt is counted already that came to nothing by no fault of the file.
  var holdsAttempt = false

  /// A file that has just been claimed.
  init(id: FileID, digest: SHA256Digest, copy: URL, incoming: IncomingFile) {
    self.id = id
    self.digest = digest
    self.copy = copy
    self.sourcePath = incoming.arrived.path
    self.incoming = incoming
    acceptsPictures = incoming.acceptsPictures
  }

  /// A file that an earlier run registered, or nil if its bytes are no longer kept.
  ///
  /// - Parameters:
  ///   - stored: as the store knows it.
  ///   - acceptsPictures: false for what came through a watched folder, where only DICOM is read.
  public init?(_ stored: StoredFile, acceptsPictures: Bool = true) {
    guard let bytes = stored.bytes else { return nil }
    id = stored.id
    digest = stored.contentHash
    copy = bytes
    sourcePath = stored.sourcePath
    incoming = nil
    self.acceptsPictures = acceptsPictures
  }
}

/// What became of a file that wanted in.
public enum Claim: Sendable {
  /// It is ours to work on.
  case granted(ClaimedFile)
  /// It needs no work: the same bytes were here before.
  case settled(ProcessedFile)
}
