internal import Foundation
internal import Imaging
internal import Store

extension StudyPipeline {
  /// Writes the pictures, then result and audit entry in one transaction, with the promise of a second
  /// bundle's reading where there is to be one.
  ///
  /// Pictures come first: a crash between the two leaves a picture that the re-run of the same file
  /// writes again under the same name, never a row that points to nothing.
  func record(
    _ examination: Examination,
    of file: ClaimedFile
  ) throws(StageFailure) -> RecordedWalk {
    for artefact in examination.artefacts { try keep(artefact) }
    let outcome = examination.outcome
    guard let shadow, let film = examination.shadowed else {
      let result = try storing(at: .record) { try store.record(outcome, for: file.id) }
      return RecordedWalk(result: result, promise: nil)
    }
    let recorded = try storing(at: .record) {
      try store.record(outcome, for: file.id, besides: shadow.shadowBundle)
    }
    return RecordedWalk(
      result: recorded.result,
      promise: .init(id: recorded.promise, model: shadow, film: film)
    )
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
