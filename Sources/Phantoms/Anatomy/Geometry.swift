/// A point of the body in millimetres: x to the patient's left, y to the feet, z to the front.
///
/// The origin lies in the midline at the height of the first thoracic vertebra.
struct BodyPoint: Sendable {
  var x: Double
  var y: Double
  var z: Double

  static func + (a: BodyPoint, b: BodyPoint) -> BodyPoint {
    BodyPoint(x: a.x + b.x, y: a.y + b.y, z: a.z + b.z)
  }

  static func * (a: BodyPoint, factor: Double) -> BodyPoint {
    BodyPoint(x: a.x * factor, y: a.y * factor, z: a.z * factor)
  }

  var length: Double { (x * x + y * y + z * z).squareRoot() }
}

/// From where the body is looked through: which axis is across the film, which along the ray.
enum Projection: Sendable {
  /// Across the film runs x, the rays run along z.
  case frontal
  /// Across the film runs -z (the front is at the left), the rays run along x.
  case lateral

  /// Where a point lies across the film.
  func across(_ point: BodyPoint) -> Double {
    switch self {
    case .frontal: point.x
    case .lateral: -point.z
    }
  }
}

/// A piece of a ray, in millimetres of depth.
struct Span: Sendable {
  var low: Double
  var high: Double

  var length: Double { max(0, high - low) }
}

extension [Span] {
  /// How much of a span is in none of these; up to five of them, in any order.
  func lengthLeft(of span: Span) -> Double {
    var left = span.length
    var reached = span.low
    for taken in sorted(by: { $0.low < $1.low }) {
      let low = Swift.max(taken.low, reached)
      let high = Swift.min(taken.high, span.high)
      guard high > low else { continue }
      left -= high - low
      reached = high
    }
    return Swift.max(0, left)
  }
}
