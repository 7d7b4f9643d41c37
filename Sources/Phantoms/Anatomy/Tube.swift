/// A round body along a curve: a rib, a vessel, a wire.
struct Tube: Sendable {
  /// The curve in straight pieces.
  var points: [BodyPoint]
  /// The radius at the first and at the last point, in millimetres.
  var radii: (start: Double, end: Double)
  /// What the wall absorbs beyond the tissue it replaces, per millimetre.
  var wall: Double
  /// What the inside absorbs beyond the tissue it replaces, per millimetre.
  var inside: Double
  /// The inside's part of the radius, 0 to 1; 0 is a solid tube.
  var hollow: Double

  /// A bone: a dense wall around marrow.
  static func bone(_ points: [BodyPoint], radius: Double, endRadius: Double? = nil) -> Tube {
    Tube(
      points: points,
      radii: (radius, endRadius ?? radius),
      wall: Tissue.corticalBone - Tissue.soft,
      inside: Tissue.spongyBone - Tissue.soft,
      hollow: 0.72
    )
  }

  /// A tube of one stuff.
  static func solid(
    _ points: [BodyPoint],
    radius: Double,
    endRadius: Double? = nil,
    excess: Double
  ) -> Tube {
    Tube(
      points: points,
      radii: (radius, endRadius ?? radius),
      wall: excess,
      inside: excess,
      hollow: 0
    )
  }

  /// Calls back for points along the curve, not more than `step` apart.
  ///
  /// - Parameters:
  ///   - step: the largest distance in millimetres.
  ///   - body: gets the point, the radius there and the length of curve it stands for.
  func walk(step: Double, _ body: (BodyPoint, Double, Double) -> Void) {
    let lengths = zip(points, points.dropFirst()).map { ($1 + $0 * -1).length }
    let total = lengths.reduce(0, +)
    var walked = 0.0
    for (index, length) in lengths.enumerated() where length > 0 {
      let count = max(1, Int((length / step).rounded(.up)))
      let stride = length / Double(count)
      for piece in 0..<count {
        let part = (Double(piece) + 0.5) / Double(count)
        let point = points[index] * (1 - part) + points[index + 1] * part
        let along = (walked + part * length) / total
        body(point, radii.start + (radii.end - radii.start) * along, stride)
      }
      walked += length
    }
  }
}

/// Linear attenuation at about 100 kV behind the patient, per millimetre.
///
/// Effective values that give a film its usual contrast, rounded from the NIST XCOM tables at
/// 60 to 70 keV (muscle 0.020, cortical bone 0.05, inflated lung about 0.25 of muscle).
enum Tissue {
  static let soft = 0.0195
  static let lung = 0.0050
  static let corticalBone = 0.0400
  static let spongyBone = 0.0250
  static let metal = 0.30
}
