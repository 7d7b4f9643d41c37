internal import Foundation
internal import Intake
internal import Store

extension StudyPipeline {
  /// Copies a source durably into the spool and registers it.
  ///
  /// The order is what makes a crash harmless: a copy without a row is swept at the next start (its
  /// source is still there), a row without an outcome is worked on at the next start.
  ///
  /// - Parameter file: a file that has settled in its folder, or that a person named.
  /// - Returns: the claim, or what a re-send came to.
  /// - Throws: `StageFailure` with `retry` or `stop`.
  public func claim(_ file: IncomingFile) throws(StageFailure) -> Claim {
    var laps = StageLaps()
    let copy: SpoolCopy.Spooled
    do throws(SpoolError) {
      copy = try spool.copy(file.arrived.path, followsLink: file.acceptsPictures)
    } catch {
      throw StageFailure(claiming: error)
    }
    let arrival = Arrival(
      contentHash: copy.digest,
      sighting: Sighting(
        path: file.arrived.path,
        size: copy.source.size,
        mtimeNs: copy.source.mtimeNs,
        inode: copy.source.inode,
        device: copy.source.device
      )
    )
    let registered = try storing(at: .claim) { try store.register(arrival) }
    if case .new(let id) = registered {
      laps.end(.claim)
      var claimed = ClaimedFile(id: id, digest: copy.digest, copy: copy.url, incoming: file)
      claimed.laps = laps
      return .granted(claimed)
    }
    return try claimAgain(registered, copy, file)
  }

  /// Known bytes: finished ones need nothing, unfinished ones are taken up again.
  private func claimAgain(
    _ registered: RegisteredArrival,
    _ copy: SpoolCopy.Spooled,
    _ file: IncomingFile
  ) throws(StageFailure) -> Claim {
    let stored = try settledByItsWorker(registered.file)
    let isFinished = stored.state == .done || stored.state == .quarantined
    // Until then the spool's one copy of these bytes belongs to the worker that holds the file.
    if isFinished { try storing(at: .claim) { try FileManager.default.removeItem(at: copy.url) } }
    // A source is moved only once its result is durable, so this one is asked about again.
    if case .move = file.settlement, !isFinished { throw StageFailure(inWork: registered.file) }
    guard case .known = registered else {
      moveSource(of: file, failed: false)
      return .settled(ProcessedFile(resendOf: stored, at: file.arrived.path))
    }
    guard isFinished else { return .settled(ProcessedFile(pending: stored, at: file.arrived.path)) }
    moveSource(of: file, failed: stored.state == .quarantined)
    let rows = try storing(at: .claim) {
      try store.rows(ResultQuery(grouping: .instance, fileID: stored.id))
    }
    let current = rows.first { $0.resultID != nil }
    return .settled(ProcessedFile(known: stored, at: file.arrived.path, current: current))
  }

  /// A known file, once it is not between its result and the archive: there the spool's copy is the only
  /// one, and whoever removed it would take the original from the worker that is about to move it.
  private func settledByItsWorker(_ file: FileID) throws(StageFailure) -> StoredFile {
    for _ in 0..<100 {
      let found = try storing(at: .claim) { try store.file(file) }
      guard let stored = found else { throw StageFailure(unknown: file) }
      let hasResult = stored.state == .done || stored.state == .quarantined
      guard hasResult, stored.place == .spool else { return stored }
      Thread.sleep(forTimeInterval: 0.01)
    }
    throw StageFailure(inWork: file)
  }

  /// Counts an attempt durably before anything is decoded.
  ///
  /// - Parameters:
  ///   - file: a claimed file.
  ///   - wasDecoded: whether an earlier attempt came past the decoder.
  /// - Returns: false for a file that has ended the program too often; it is not decoded again.
  /// - Throws: `StageFailure` when the database does not take it.
  func countAttempt(_ file: ClaimedFile, wasDecoded: Bool) throws(StageFailure) -> Bool {
    if file.holdsAttempt { return true }
    let limit = wasDecoded ? attemptLimit * DecodedMark.patience : attemptLimit
    let outcome = try storing(at: .claim) { try store.beginAttempt(file.id, limit: limit) }
    if case .attempt = outcome { return true }
    return false
  }

  /// Runs a database or file step, and tells what passes by itself from what does not.
  func storing<Value>(
    at stage: Stage,
    _ body: () throws -> Value
  ) throws(StageFailure) -> Value {
    do { return try body() } catch { throw StageFailure(storing: error, at: stage) }
  }
}
