/// What Patient Orientation (0020,0020) says: the directions of a row and of a column, PS3.3
/// C.7.6.1.1.1 (A, P, R, L, H, F; the first letter of a value predominates).
///
/// It tells frontal films (left-right with head-foot) from laterals (front-back with head-foot) and
/// cannot tell PA from AP, since both are shown as `L\F`.
struct OrientationVote: Sendable, Hashable {
  /// The view, or nil where the directions are unknown or span no plane.
  let view: ViewPosition?
  /// The two values joined by `\`, or nil where they hold anything but direction letters.
  let stated: String?
  /// Whether a frontal film is stored otherwise than with the patient's left at the right edge of
  /// the picture and the feet at its foot: mirrored, upside down or lying.
  let isTurned: Bool

  init(_ orientation: [String]) {
    let values = orientation.map { $0.filter { $0 != " " }.uppercased() }
    let isKnown =
      values.count == 2
      && values.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy("APRLHF".contains) }
    guard isKnown, let row = values[0].first, let column = values[1].first else {
      view = nil
      stated = nil
      isTurned = false
      return
    }
    let axes = Set([Self.axis(row), Self.axis(column)])
    let isTilted = values.contains { value in
      let axes = Set(value.map(Self.axis))
      return axes.contains(.sideways) && axes.contains(.depth)
    }
    stated = values.joined(separator: "\\")
    view =
      switch axes {
      case [.sideways, .upright]: isTilted ? .oblique : .frontal
      case [.depth, .upright]: isTilted ? .oblique : .lateral
      case [.sideways, .depth]: .other
      default: nil
      }
    isTurned = view == .frontal && !(row == "L" && column == "F")
  }

  private enum Axis { case sideways, depth, upright }

  private static func axis(_ letter: Character) -> Axis {
    switch letter {
    case "L", "R": .sideways
    case "A", "P": .depth
    default: .upright
    }
  }
}
