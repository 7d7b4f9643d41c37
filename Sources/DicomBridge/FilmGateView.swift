/// The last gate: the view, and the flags of what passes.
extension FilmGate {
  func decide(_ view: ViewDecision, _ header: DicomHeader) -> GateDecision {
    if let reason = view.undecidedReason {
      return .undecided(reason: reason, detail: Self.sentence(reason), view: view)
    }
    guard let position = view.view else {
      return .undecided(reason: .viewNotStated, detail: Self.sentence(.viewNotStated), view: view)
    }
    guard accepted.acceptsView(position) else {
      let reason: SkipReason =
        switch position.family {
        case .lateral: .lateralView
        case .decubitus: .decubitusView
        case .oblique: .obliqueView
        case .other: .otherView
        default: .viewNotAccepted
        }
      return .skip(
        reason: reason,
        detail: "The header states the view \(position.label).",
        view: view
      )
    }
    return .accept(view: view, flags: flags(header, view))
  }

  private static func sentence(_ reason: UndecidedReason) -> String {
    switch reason {
    case .viewNotStated: "No attribute names a view."
    case .viewOnlyPlanned: "Only the study's description names a view, and it is a plan."
    case .viewFrontalUnspecified: "The film is frontal; neither PA nor AP is stated."
    case .viewConflict: "Statements of equal weight name views that exclude each other."
    }
  }

  private func flags(_ header: DicomHeader, _ view: ViewDecision) -> [FilmFlag] {
    let body = StatedBodyPart(header)
    let isTagged = if case .tags = body.finding { true } else { false }
    let isNamed = if case .unrecognised = body.finding { true } else { isTagged }
    let raised: [FilmFlag: Bool] = [
      .apPortable: view.view == .ap && view.hasHintAtAP,
      .frontalPAOrAP: view.view == .frontal,
      .viewDisputedByText: view.isDisputedByText,
      .child: isChild(header),
      .lossy: isLossy(header),
      .burnedInAnnotation: header.burnedInAnnotation?.uppercased() == "YES",
      .secondaryCapture: FilmSOPClass.isSecondaryCapture(header.sopClassUID),
      .rotatedOrFlipped: isTurned(header),
      .bodyPartNotStated: !isNamed,
      .bodyPartDisputedByText: isTagged && !body.inSeriesTexts.isEmpty
        && !body.inSeriesTexts.contains { accepted.acceptsBodyParts([$0]) },
      .uidMalformed: [header.studyInstanceUID, header.sopInstanceUID, header.seriesInstanceUID]
        .compactMap(\.self).contains { !DicomUID.isWellFormed($0) },
    ]
    return FilmFlag.allCases.filter { raised[$0] == true }
  }

  /// Age and dates may disagree after anonymisation; either is enough for the warning.
  private func isChild(_ header: DicomHeader) -> Bool {
    [
      PatientAge(ageString: header.patientAge),
      PatientAge(birthDate: header.patientBirthDate, studyDate: header.studyDate),
    ].compactMap(\.self).contains { $0.years < accepted.adultFromYears }
  }

  /// By PS3.3 C.7.6.1.1.5, or by a transfer syntax that loses (JPEG baseline and extended, JPEG-LS
  /// near-lossless); JPEG 2000 .91 may be either and is left to the attribute.
  private func isLossy(_ header: DicomHeader) -> Bool {
    header.lossyImageCompression == "01"
      || ["50", "51", "81"].map { "1.2.840.10008.1.2.4.\($0)" }.contains(header.transferSyntaxUID)
  }

  /// By how the pixels lie (PS3.3 C.7.6.1.1.1) or by how the detector was read (C.8.11.4).
  private func isTurned(_ header: DicomHeader) -> Bool {
    OrientationVote(header.patientOrientation).isTurned
      || header.fieldOfViewHorizontalFlip?.uppercased() == "YES"
      || (header.fieldOfViewRotation.map { $0.truncatingRemainder(dividingBy: 360) != 0 } ?? false)
  }
}
