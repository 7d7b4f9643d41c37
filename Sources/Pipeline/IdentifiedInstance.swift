internal import DicomBridge
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

extension IdentifiedInstance {
  /// A DICOM instance and what the gate of a bundle decided.
  init(
    _ header: DicomHeader,
    _ decision: GateDecision,
    verdict: Result<LoadedModel, StageFailure>
  ) {
    self.init(
      header: header,
      identity: InstanceIdentity(header),
      view: decision.view.label,
      viewEvidence: decision.view.evidence,
      flags: decision.flags.map(\.rawValue),
      verdict: verdict
    )
  }
}

extension InstanceIdentity {
  /// The attributes by which a study is found again.
  init(_ header: DicomHeader) {
    self.init()
    studyUID = header.studyInstanceUID
    seriesUID = header.seriesInstanceUID
    sopInstanceUID = header.sopInstanceUID
    sopClassUID = header.sopClassUID
    modality = header.modality
    accessionNumber = header.accessionNumber
    patientID = header.patientID
    patientName = header.patientName
    studyDate = header.studyDate
    patientSex = header.patientSex
    patientAge = header.patientAge
  }

  /// A plain picture, whose one UID stands for study and instance.
  init(derivedUID uid: String) {
    self.init()
    studyUID = uid
    sopInstanceUID = uid
  }
}

extension StageFailure {
  /// The end that the gate decided.
  init(_ decision: GateDecision) {
    let status: InstanceStatus =
      switch decision {
      case .skip: .skipped
      case .undecided: .undecidedView
      case .refuse: .quarantined
      case .accept: preconditionFailure("an accepted film does not end at the gate")
      }
    self.init(
      stage: .identify,
      reason: decision.reason ?? "",
      detail: decision.detail ?? "",
      disposition: .conclude(status)
    )
  }
}
