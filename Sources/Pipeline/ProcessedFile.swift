public import ContentHash
public import Store

/// What became of a file, for the one who waits for it.
public struct ProcessedFile: Sendable {
  /// The file's row in the store.
  public let id: FileID
  /// Where the file was found.
  public let sourcePath: String
  /// The digest of its bytes.
  public let digest: SHA256Digest
  /// The status as recorded, `duplicate` for known bytes, nil while another worker holds the file.
  ///
  /// A later arrival with the same UID may supersede it; the store's rows tell what holds now.
  public let status: InstanceStatus?
  /// The kebab-case reason, where the status has one.
  public let reason: String?
  /// One sentence with cause and cure, where the walk ended early.
  public let detail: String?
  /// Whether an earlier run had dealt with this very file.
  public let wasKnown: Bool
  /// What each stage took; empty where there was nothing to walk.
  public let stageTimes: [Stage: Duration]

  init(_ file: ClaimedFile, _ examination: Examination, _ result: RecordedResult) {
    id = file.id
    sourcePath = file.sourcePath
    digest = file.digest
    status = result.status
    reason = result.reason
    detail = examination.outcome.detail
    wasKnown = false
    stageTimes = examination.laps.times
  }

  init(resendOf stored: StoredFile, at sourcePath: String) {
    self.init(stored, sourcePath, .duplicate, "identical-bytes", wasKnown: false)
  }

  init(known stored: StoredFile, at sourcePath: String, current: ResultRow?) {
    self.init(stored, sourcePath, current?.status, current?.reason, wasKnown: true)
  }

  init(pending stored: StoredFile, at sourcePath: String) {
    self.init(stored, sourcePath, nil, "in-work", wasKnown: true)
  }

  private init(
    _ stored: StoredFile,
    _ sourcePath: String,
    _ status: InstanceStatus?,
    _ reason: String?,
    wasKnown: Bool
  ) {
    id = stored.id
    self.sourcePath = sourcePath
    digest = stored.contentHash
    self.status = status
    self.reason = reason
    detail = nil
    self.wasKnown = wasKnown
    stageTimes = [:]
  }
}
