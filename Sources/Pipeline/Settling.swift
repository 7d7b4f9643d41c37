internal import Foundation
internal import Intake
internal import Logging
internal import Store

extension StudyPipeline {
  /// Puts the copy where it stays, and the source where the policy says.
  ///
  /// Runs only after the result is durable. A crash before or within it is harmless: the next start
  /// finds the copy in the spool beside a finished row, and settles it.
  func settle(_ file: ClaimedFile, isQuarantined: Bool) throws(StageFailure) {
    try storing(at: .settle) {
      _ = try store.move(file.id, to: isQuarantined ? .quarantine : .archive)
    }
    if let incoming = file.incoming { moveSource(of: incoming, failed: isQuarantined) }
  }

  /// Settles a file whose result a failed walk recorded already; nil where there is none yet.
  ///
  /// Without it, a disk that refuses the move to the archive would get each film a new version of its
  /// result with every try.
  func settleRecorded(_ file: ClaimedFile) throws(StageFailure) -> ProcessedFile? {
    let found = try storing(at: .claim) { try store.file(file.id) }
    guard let stored = found else { throw StageFailure(unknown: file.id) }
    guard stored.state == .done || stored.state == .quarantined else { return nil }
    let row = try storing(at: .claim) {
      try store.rows(ResultQuery(grouping: .instance, fileID: file.id)).first {
        $0.resultID != nil
      }
    }
    try settle(file, isQuarantined: stored.state == .quarantined)
    return ProcessedFile(known: stored, at: file.sourcePath, current: row)
  }

  /// Moves a source by its policy; one that cannot be moved stays, since its result is safe and the
  /// file is known from now on.
  func moveSource(of file: IncomingFile, failed: Bool) {
    guard case .move(let done, let failedFolder) = file.settlement else { return }
    do throws(SpoolError) {
      try SettledFolderMove(target: failed ? failedFolder : done)
        .move(file.arrived.sighting, from: file.arrived.folder)
    } catch {
      Logger.current.warning(
        "Source could not be moved and stays where it is",
        metadata: ["error": "\(error)"]
      )
    }
  }
}
