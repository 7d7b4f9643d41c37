internal import Foundation
internal import Intake
internal import Logging
internal import Store

extension StudyPipeline {
  /// Puts the copy where it stays, and the source where the policy says.
  ///
  /// Runs only after the result is durable. A crash before or within it is harmless: the next start
  /// finds the copy in the spool beside a finished row, and settles it.
  func settle(_ file: ClaimedFile, as status: InstanceStatus) throws(StageFailure) {
    try storing(at: .settle) {
      _ = try store.move(file.id, to: status == .quarantined ? .quarantine : .archive)
    }
    if let incoming = file.incoming { moveSource(of: incoming, failed: status == .quarantined) }
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
