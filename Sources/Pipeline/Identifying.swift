internal import Foundation
internal import DicomBridge
internal import Store

extension StudyPipeline {
  /// Reads the header and decides: which study, which view, wanted by which bundle.
  func identify(_ file: ClaimedFile) throws(StageFailure) -> IdentifiedInstance {
    if file.acceptsPictures, PlainPicture.isFilm(file.copy, foundAt: file.sourcePath) {
      return identifyPicture(file)
    }
    do throws(DicomError) {
      let header = try decoder.header(of: file.copy.path)
      return models.judge(header)
    } catch {
      throw StageFailure(error, at: .identify)
    }
  }

  /// Which study a broken file belongs to, as far as it can be read.
  func readableIdentity(of file: ClaimedFile) -> InstanceIdentity? {
    decoder.headerBeforeFault(of: file.copy.path).map(InstanceIdentity.init)
  }

  /// The bundle that takes the film; a film that no bundle takes ends here, with its reason.
  func accept(_ instance: IdentifiedInstance) throws(StageFailure) -> LoadedModel {
    try instance.verdict.get()
  }

  /// What can be said of a plain picture, which states nothing.
  ///
  /// It is taken as the film or slice that the first bundle reads, because a person named it, and the result says so. Its UIDs are
  /// derived from its bytes.
  private func identifyPicture(_ file: ClaimedFile) -> IdentifiedInstance {
    let uid = DerivedUID.from(file.digest)
    let isSlice = models.first.gate.accepted.views == [.axial]
    return IdentifiedInstance(
      header: nil,
      identity: InstanceIdentity(derivedUID: uid),
      view: isSlice ? "assumed-axial" : "assumed-frontal",
      viewEvidence: "plain picture, taken as \(isSlice ? "an axial slice" : "a frontal film") "
        + "because it was named",
      flags: ["plain-picture", "view-assumed"],
      verdict: .success(models.first)
    )
  }
}
