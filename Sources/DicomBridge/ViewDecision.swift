/// The view of a film as its header states it, with every vote that was heard.
///
/// Nothing is guessed. Tags of the image (view code, its meaning, view position, orientation) that
/// contradict each other are a conflict; a tag is never overturned by a text, and a text never by
/// the study's plan, which decides nothing: 22 043 AP films of MIMIC-CXR belong to a procedure
/// "CHEST (PA and LAT)" (mimic-code#1513). `docs/views.md` has the rules in full.
public struct ViewDecision: Sendable, Hashable {
  /// What came out.
  public enum Outcome: Sendable, Hashable {
    /// The header states this view.
    case decided(ViewPosition)
    /// The film is frontal, and PA or AP is not stated.
    case frontalUnspecified
    /// Only the study's description names a view: what was ordered, not what was taken.
    case onlyPlanned
    /// Statements of equal weight exclude each other.
    case conflict
    /// No attribute names a view.
    case notStated
  }

  /// The outcome.
  public let outcome: Outcome
  /// All votes, in the order of `ViewVote.Source`.
  public let votes: [ViewVote]

  /// Decides by the attributes of a header.
  public init(_ header: DicomHeader) { self.init(votes: ViewBallot(header).votes) }

  init(votes: [ViewVote]) {
    self.votes = votes
    outcome = Self.outcome(of: votes)
  }

  /// The view, if one is decided.
  public var view: ViewPosition? {
    if case .decided(let view) = outcome { view } else { nil }
  }

  /// What the column `view` shows: a view's label, else `unknown`.
  public var label: String { view?.label ?? "unknown" }

  /// What the column `view_evidence` shows: the votes parted by `; `, empty if there are none.
  ///
  /// It holds attribute names, codes and words of this program's own tables only, never a text.
  public var evidence: String {
    votes.filter { !isEchoOfCode($0) }.map(\.evidence).joined(separator: "; ")
  }

  /// Why no view is decided; nil where one is.
  public var undecidedReason: UndecidedReason? {
    switch outcome {
    case .decided: nil
    case .frontalUnspecified: .viewFrontalUnspecified
    case .onlyPlanned: .viewOnlyPlanned
    case .conflict: .viewConflict
    case .notStated: .viewNotStated
    }
  }

  /// Whether a circumstance suggests AP: portable, supine, in bed.
  public var hasHintAtAP: Bool { votes.contains { $0.strength == .hint } }

  /// Whether a text of the series or image says otherwise than the view that its tags decided.
  public var isDisputedByText: Bool {
    guard let view else { return false }
    return votes.contains { vote in
      (vote.strength == .text || vote.strength == .hint && !vote.source.isPlan)
        && vote.standing == .counts
        && vote.says.contains { $0.contradicts(view) || $0.isSpecial && !view.isSpecial }
    }
  }

  private static func outcome(of votes: [ViewVote]) -> Outcome {
    let perImage = votes.filter { $0.strength == .perImage }
    let orientation = perImage.filter { $0.source == .patientOrientation }.flatMap(\.says)
    let tags = perImage.filter { $0.source != .patientOrientation }.flatMap(\.says)
    let texts = votes.filter { $0.strength == .text && $0.standing == .counts }.flatMap(\.says)

    guard let perImageView = ViewPosition.joined(tags + orientation) else {
      if !(tags + orientation).isEmpty { return .conflict }
      return withoutTags(texts: texts, orientation: [], votes: votes)
    }
    if tags.isEmpty { return withoutTags(texts: texts, orientation: orientation, votes: votes) }
    if perImageView == .frontal, let text = ViewPosition.joined(texts), text == .pa || text == .ap {
      return .decided(text)
    }
    return .decided(perImageView)
  }

  private static func withoutTags(
    texts: [ViewPosition],
    orientation: [ViewPosition],
    votes: [ViewVote]
  ) -> Outcome {
    guard let view = ViewPosition.joined(texts + orientation) else {
      if !(texts + orientation).isEmpty { return .conflict }
      let isPlanned = votes.contains { $0.strength == .plan && $0.standing != .retracted }
      return isPlanned ? .onlyPlanned : .notStated
    }
    return view == .frontal ? .frontalUnspecified : .decided(view)
  }

  /// A meaning that repeats what its code says would only lengthen the evidence.
  private func isEchoOfCode(_ vote: ViewVote) -> Bool {
    vote.source == .viewCodeMeaning
      && votes.contains { $0.source == .viewCode && $0.says == vote.says }
  }
}

extension ViewVote.Source {
  /// Whether the attribute describes the study that was ordered, not the film that was taken.
  var isPlan: Bool { self == .studyDescription || self == .performedProcedureStepDescription }
}
