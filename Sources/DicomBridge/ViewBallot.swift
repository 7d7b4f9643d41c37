/// Every vote that a header casts about its view, in the order of `ViewVote.Source`.
struct ViewBallot: Sendable, Hashable {
  let votes: [ViewVote]

  init(_ header: DicomHeader) {
    if header.modality?.uppercased() == "CT" {
      votes = SliceVotes(header).votes
      return
    }
    var votes = header.viewCodes.flatMap(Self.codeVotes)
    votes += header.viewModifierCodes.flatMap(Self.modifierVotes)
    votes += Self.positionVotes(header.viewPosition)
    votes += Self.orientationVotes(header.patientOrientation)
    votes += Self.patientPositionVotes(header.patientPosition)
    let texts: [(String?, ViewVote.Source, ViewVote.Strength)] = [
      (header.bodyPartExamined, .bodyPartExamined, .text),
      (header.seriesDescription, .seriesDescription, .text),
      (header.protocolName, .protocolName, .text),
      (header.imageComments, .imageComments, .text),
      (
        header.acquisitionDeviceProcessingDescription, .acquisitionDeviceProcessingDescription,
        .text
      ),
      (header.studyDescription, .studyDescription, .plan),
      (header.performedProcedureStepDescription, .performedProcedureStepDescription, .plan),
    ]
    for (text, source, strength) in texts {
      votes += text.map { ViewText($0).votes(source: source, strength: strength) } ?? []
    }
    self.votes = votes
  }

  private static func codeVotes(_ code: CodedConcept) -> [ViewVote] {
    let meaning = ViewText(code.meaning).votes(source: .viewCodeMeaning, strength: .perImage)
    if let view = ViewCodeTable.view(of: code) {
      let quoted = code.scheme.isEmpty ? code.value : "\(code.value) \(code.scheme)"
      return [tag(.viewCode, [view], quoted: quoted.uppercased())] + meaning
    }
    return meaning.isEmpty ? [unrecognised(.viewCode)] : meaning
  }

  private static func modifierVotes(_ code: CodedConcept) -> [ViewVote] {
    let votes = ViewText(code.meaning).votes(source: .viewModifier, strength: .perImage)
    return votes.isEmpty ? [unrecognised(.viewModifier)] : votes
  }

  /// The defined terms of PS3.3 C.8.11.5 and C.8.1.2, else the longest phrases in the value.
  private static func positionVotes(_ stated: String?) -> [ViewVote] {
    guard let stated else { return [] }
    let votes = ViewText(stated).votes(source: .viewPosition, strength: .perImage)
    return votes.isEmpty ? [unrecognised(.viewPosition)] : votes
  }

  private static func orientationVotes(_ stated: [String]) -> [ViewVote] {
    guard !stated.isEmpty else { return [] }
    let orientation = OrientationVote(stated)
    guard let view = orientation.view, let quoted = orientation.stated else {
      return [unrecognised(.patientOrientation)]
    }
    return [tag(.patientOrientation, [view], quoted: quoted)]
  }

  /// The defined terms of PS3.3 C.7.3.1.1.2 end in the posture; PA and AP do not belong here and are
  /// found here nevertheless (films made of the NIH ChestX-ray14 set).
  private static func patientPositionVotes(_ stated: String?) -> [ViewVote] {
    guard let term = stated?.uppercased() else { return [] }
    switch term {
    case "PA": return [tag(.patientPosition, [.pa], quoted: term)]
    case "AP": return [tag(.patientPosition, [.ap], quoted: term)]
    case "HFDR", "HFDL", "FFDR", "FFDL":
      return [tag(.patientPosition, [.decubitus], quoted: term)]
    case "HFS", "FFS":
      return [
        ViewVote(
          source: .patientPosition,
          strength: .hint,
          says: [.ap],
          standing: .counts,
          quoted: term
        )
      ]
    case "HFP", "FFP": return []
    default: return [unrecognised(.patientPosition)]
    }
  }

  private static func tag(
    _ source: ViewVote.Source,
    _ says: [ViewPosition],
    quoted: String
  ) -> ViewVote {
    ViewVote(source: source, strength: .perImage, says: says, standing: .counts, quoted: quoted)
  }

  /// Nothing is quoted of a value that is in no table: it may be anything, even a name.
  private static func unrecognised(_ source: ViewVote.Source) -> ViewVote {
    ViewVote(source: source, strength: .perImage, says: [], standing: .unrecognised, quoted: "")
  }
}
