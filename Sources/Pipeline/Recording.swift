internal import Foundation
internal import Imaging
internal import Store

extension StudyPipeline {
  /// Writes the pictures, then result and audit entry in one transaction.
  ///
  /// Pictures come first: a crash between the two leaves a picture that the re-run of the same file
  /// writes again under the same name, never a row that points to nothing.
  func record(
    _ examination: Examination,
    of file: ClaimedFile
  ) throws(StageFailure) -> RecordedResult {
    for artefact in examination.artefacts { try keep(artefact) }
    return try storing(at: .record) { try store.record(examination.outcome, for: file.id) }
  }

  private func keep(_ artefact: Artefact) throws(StageFailure) {
    let place = store.layout.folder.appending(path: artefact.relativePath)
    do {
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(),
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      try AtomicFile().write(artefact.bytes, to: place)
    } catch {
      throw StageFailure(
        stage: .record,
        reason: "io",
        detail: "A picture could not be written into the store: \(error)",
        disposition: .retry
      )
    }
  }
}
