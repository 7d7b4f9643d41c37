internal import Store

extension StudyPipeline {
  /// Takes note that a walk ended for a reason that passes, so that it does not count against the file.
  ///
  /// The database may be what failed. The attempt is then kept for the next walk, which counts none.
  ///
  /// - Parameters:
  ///   - file: as it was walked.
  ///   - failure: what ended the walk.
  /// - Returns: the file for the next walk.
  func giveBack(_ file: ClaimedFile, after failure: StageFailure) -> ClaimedFile {
    // Before the first attempt was counted, or after its result was recorded, there is none to give.
    if failure.stage == .claim || failure.stage == .settle { return file }
    var again = file
    do {
      try store.release(file.id, reason: failure.reason)
      again.holdsAttempt = false
    } catch {
      again.holdsAttempt = true
    }
    return again
  }
}
