/// A projection of the chest, as a header may state it.
///
/// The defined terms of View Position (0018,5101) and the codes of PS3.16 CID 4010 are folded into
/// what a chest classifier must tell apart.
public enum ViewPosition: String, Sendable, Hashable, CaseIterable, Codable {
  /// Postero-anterior: the beam enters at the back.
  case pa = "PA"
  /// Antero-posterior: the beam enters at the front.
  case ap = "AP"
  /// PA or AP, it is not stated which.
  case frontal
  /// From a side, it is not stated which.
  case lateral
  /// The left side towards the detector (LL).
  case leftLateral = "left-lateral"
  /// The right side towards the detector (RL).
  case rightLateral = "right-lateral"
  /// Between frontal and lateral (RLO, LLO, RAO, ...).
  case oblique
  /// Lying on a side, with a horizontal beam (RLD, LLD).
  case decubitus
  /// Any other projection: axial, lordotic, tangential; or a slice in another plane.
  case other
  /// A slice across the body.
  case axial

  /// What the column `view` shows: `PA`, `AP`, `frontal`, `lateral`, `oblique`, `decubitus`, `other`,
  /// `axial`.
  public var label: String { family == .lateral ? ViewPosition.lateral.rawValue : rawValue }

  /// PA, AP and frontal films are one family, the laterals another; the rest stand alone.
  var family: ViewPosition {
    switch self {
    case .pa, .ap, .frontal: .frontal
    case .lateral, .leftLateral, .rightLateral: .lateral
    case .oblique, .decubitus, .other, .axial: self
    }
  }

  /// Whether the film is neither plainly frontal nor plainly lateral.
  var isSpecial: Bool { family != .frontal && family != .lateral }

  /// Whether no film can be both.
  ///
  /// PA excludes AP, and frontal excludes lateral. A special projection excludes nothing, since
  /// "PA oblique" and "AP decubitus" are real films: it takes the film out of the plain views.
  func contradicts(_ other: ViewPosition) -> Bool {
    if isSpecial || other.isSpecial { return false }
    if family != other.family { return true }
    return self != other && Set([self, other]) == [.pa, .ap]
  }

  /// The one view that statements without contradiction amount to: the most special, else the most
  /// exact; nil where there are none, or where they contradict each other.
  ///
  /// Left against right lateral is a lateral, as no plain view depends on the side.
  static func joined(_ stated: some Collection<ViewPosition>) -> ViewPosition? {
    let views = Set(stated)
    guard !hasContradiction(views) else { return nil }
    if views.isSuperset(of: [.leftLateral, .rightLateral]) && !views.contains(where: \.isSpecial) {
      return .lateral
    }
    return precedence.first(where: views.contains)
  }

  /// Whether two of the statements exclude each other.
  static func hasContradiction(_ stated: some Collection<ViewPosition>) -> Bool {
    stated.contains { one in stated.contains { one.contradicts($0) } }
  }

  private static let precedence: [ViewPosition] = [
    .decubitus, .oblique, .other, .axial, .pa, .ap, .leftLateral, .rightLateral, .frontal, .lateral,
  ]
}
