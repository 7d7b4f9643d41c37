/// The leaves that keep the beam off what is not to be imaged.
struct Collimation: Sendable {
  /// How far the leaves reach in from each edge, in millimetres of film.
  var margin: Double
  /// By how much the field is turned, in radians.
  var turn: Double

  /// How much of the beam passes, 0 to 1, for a place in millimetres from the film's top left.
  func transmission(_ x: Double, _ y: Double, width: Double, height: Double) -> Double {
    let (dx, dy) = (x - width / 2, y - height / 2)
    // Small angles: sin(t) = t, cos(t) = 1.
    let (turnedX, turnedY) = (abs(dx + turn * dy), abs(dy - turn * dx))
    let inside = min(width / 2 - margin - turnedX, height / 2 - margin - turnedY)
    return PortableMath.smoothStep(-0.6, 0.6, inside)
  }
}
