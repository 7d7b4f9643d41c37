internal import DicomBridge
internal import Inference
internal import Intake
internal import Store

extension StageFailure {
  /// A file that is no readable radiograph is its own result.
  init(_ error: DicomError, at stage: Stage) {
    self.init(
      stage: stage,
      reason: error.reason,
      detail: "\(error)",
      disposition: Self.disposition(of: error)
    )
  }

  private static func disposition(of error: DicomError) -> Disposition {
    switch error {
    // The machine's fault: the file may be fine.
    case .outOfMemory, .dictionaryMissing, .decoderUnavailable, .unreadable: .retry
    // Sound, and nothing that a radiograph's reader can use.
    case .noPixelData, .unsupportedPhotometric: .conclude(.skipped)
    default: .conclude(.quarantined)
    }
  }

  /// The engine refuses a film: the bundle or the machine is at fault, never the film alone.
  init(_ error: InferenceError, at stage: Stage) {
    self.init(
      stage: stage,
      reason: "engine-fault",
      detail: "\(error)",
      disposition: .conclude(.quarantined)
    )
  }

  /// A source that cannot be copied: it stays where it is, and is tried again.
  init(claiming error: SpoolError) {
    switch error {
    case .vanished:
      self.init(.claim, "vanished", "\(error)", .conclude(.skipped))
    case .notRegular:
      self.init(.claim, "not-a-file", "\(error)", .conclude(.skipped))
    case .tooLarge:
      self.init(.claim, "too-large", "\(error)", .conclude(.quarantined))
    case .changedDuringCopy:
      self.init(.claim, "still-written", "\(error)", .retry)
    case .source:
      self.init(.claim, "source-unreadable", "\(error)", .retry)
    case .target:
      self.init(.claim, "store-unavailable", "\(error)", .retry)
    }
  }

  private init(
    _ stage: Stage,
    _ reason: String,
    _ detail: String,
    _ disposition: Disposition
  ) {
    self.init(stage: stage, reason: reason, detail: detail, disposition: disposition)
  }

  /// A row that was there a moment ago is gone: somebody else edits the database.
  init(unknown file: FileID) {
    self.init(storing: StoreError.unknownFile(file), at: .claim)
  }

  /// The same bytes came before and are still being worked on.
  init(inWork file: FileID) {
    self.init(
      stage: .claim,
      reason: "in-work",
      detail: "The same bytes are in work as file \(file.rawValue); this one is looked at again "
        + "in a few seconds.",
      disposition: .retry
    )
  }

  /// The database: busy or full passes by, a damaged one does not.
  init(storing error: any Error, at stage: Stage) {
    if let failure = error as? StageFailure {
      self = failure
      return
    }
    let isLost = if case StoreError.damaged = error { true } else { false }
    self.init(
      stage: stage,
      reason: isLost ? "database-lost" : "store-unavailable",
      detail: "\(error)",
      disposition: isLost ? .stop : .retry
    )
  }
}
