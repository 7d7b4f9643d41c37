internal import DicomBridge
internal import Imaging
internal import Store

/// What a file is, as far as its header tells, and what was decided about it.
struct IdentifiedInstance: Sendable {
  /// What the header states; nil for a plain picture.
  let header: DicomHeader?
  /// How the study and the instance are known in the store.
  let identity: InstanceIdentity
  /// PA, AP, lateral or what else was decided; nil where nothing was.
  let view: String?
  /// Every vote that led to it.
  let viewEvidence: String?
  /// What a reader has to know beside the result.
  let flags: [String]
  /// The bundle that takes the film, or why none does.
  let verdict: Result<LoadedModel, StageFailure>
}

extension StudyPipeline {
  /// Reads the header and decides: which study, which view, wanted by which bundle.
  func identify(_ file: ClaimedFile) throws(StageFailure) -> IdentifiedInstance {
    if file.acceptsPictures, PictureFile.isPicture(at: file.copy.path) {
      return identifyPicture(file)
    }
    do throws(DicomError) {
      let header = try decoder.header(of: file.copy.path)
      return models.judge(header)
    } catch {
      throw StageFailure(error, at: .identify)
    }
  }

  /// The bundle that takes the film; a film that no bundle takes ends here, with its reason.
  func accept(_ instance: IdentifiedInstance) throws(StageFailure) -> LoadedModel {
    try instance.verdict.get()
  }

  /// A plain picture states nothing: it is taken as a frontal film because a person named it, and
  /// the result says so. Its UIDs are derived from its bytes.
  private func identifyPicture(_ file: ClaimedFile) -> IdentifiedInstance {
    let uid = DerivedUID.from(file.digest)
    return IdentifiedInstance(
      header: nil, identity: InstanceIdentity(studyUID: uid, sopInstanceUID: uid),
      view: "assumed-frontal",
      viewEvidence: "plain picture, taken as a frontal film because it was named",
      flags: ["plain-picture", "view-assumed"], verdict: .success(models.first))
  }
}
