/// A letter of lead on the cassette: the patient's side that it lies at.
struct SideMarker: Sendable {
  let letter: ChestPhantom.SideLetter
  /// Where the letter's middle lies, in millimetres from the film's top left.
  let x: Double
  let y: Double

  /// How much of a pixel lead covers, 0 to 1.
  func coverage(_ px: Double, _ py: Double) -> Double {
    let (u, v) = (px - x, py - y)
    guard abs(u) < 12, abs(v) < 12 else { return 0 }
    let distance = strokes.reduce(Double.infinity) { min($0, $1.distance(u, v)) }
    return 1 - PortableMath.smoothStep(0.9, 1.6, distance)
  }

  private struct Stroke {
    let x0: Double
    let y0: Double
    let x1: Double
    let y1: Double

    func distance(_ x: Double, _ y: Double) -> Double {
      let (dx, dy) = (x1 - x0, y1 - y0)
      let part = min(max(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0), 1)
      let (ex, ey) = (x - x0 - part * dx, y - y0 - part * dy)
      return (ex * ex + ey * ey).squareRoot()
    }
  }

  private var strokes: [Stroke] {
    let stem = Stroke(x0: -5, y0: -8, x1: -5, y1: 8)
    switch letter {
    case .left: return [stem, Stroke(x0: -5, y0: 8, x1: 5, y1: 8)]
    case .right:
      return [
        stem, Stroke(x0: -5, y0: -8, x1: 2, y1: -8), Stroke(x0: 2, y0: -8, x1: 5, y1: -5.5),
        Stroke(x0: 5, y0: -5.5, x1: 5, y1: -2.5), Stroke(x0: 5, y0: -2.5, x1: 2, y1: 0),
        Stroke(x0: 2, y0: 0, x1: -5, y1: 0), Stroke(x0: 0, y0: 0, x1: 5.5, y1: 8),
      ]
    }
  }
}
