/// An upright body of ellipses: a torso, a lung, the heart.
///
/// Between its stations the ellipses change along Catmull-Rom curves; the length of a ray inside is
/// exact for every height.
struct Loft: Sendable {
  /// The ellipse at one height, in millimetres.
  struct Station: Sendable {
    var y: Double
    var x: Double
    var z: Double
    /// Half the width.
    var halfX: Double
    /// Half the depth.
    var halfZ: Double

    init(_ y: Double, x: Double = 0, z: Double = 0, halfX: Double, halfZ: Double) {
      (self.y, self.x, self.z, self.halfX, self.halfZ) = (y, x, z, halfX, halfZ)
    }
  }

  /// A loft's ellipse as one projection sees it.
  struct Slice: Sendable {
    let center: Double
    let depth: Double
    let halfWidth: Double
    let halfDepth: Double

    /// Where a ray is inside.
    func span(at across: Double) -> Span? {
      let offset = (across - center) / halfWidth
      let inside = 1 - offset * offset
      guard inside > 0 else { return nil }
      let half = halfDepth * inside.squareRoot()
      return Span(low: depth - half, high: depth + half)
    }
  }

  /// At least two, by rising y.
  var stations: [Station]

  /// The ellipse at a height, or nil above and below the body.
  func slice(at y: Double, _ projection: Projection) -> Slice? {
    guard let first = stations.first, let last = stations.last, y >= first.y, y < last.y else {
      return nil
    }
    let next = stations.firstIndex { $0.y > y } ?? stations.count - 1
    let (a, b) = (stations[next - 1], stations[next])
    let (before, after) = (stations[max(next - 2, 0)], stations[min(next + 1, stations.count - 1)])
    let part = (y - a.y) / (b.y - a.y)
    func curve(_ value: (Station) -> Double) -> Double {
      let slopeA = (value(b) - value(before)) / (b.y - before.y) * (b.y - a.y)
      let slopeB = (value(after) - value(a)) / (after.y - a.y) * (b.y - a.y)
      let rise = value(b) - value(a)
      let bend = part * part * (3 * rise - 2 * slopeA - slopeB)
      return value(a) + part * slopeA + bend + part * part * part * (slopeA + slopeB - 2 * rise)
    }
    let (halfX, halfZ) = (max(curve(\.halfX), 0.01), max(curve(\.halfZ), 0.01))
    let (x, z) = (curve(\.x), curve(\.z))
    return switch projection {
    case .frontal: Slice(center: x, depth: z, halfWidth: halfX, halfDepth: halfZ)
    case .lateral: Slice(center: -z, depth: x, halfWidth: halfZ, halfDepth: halfX)
    }
  }

  /// An ellipsoid.
  static func ellipsoid(_ center: BodyPoint, halfX: Double, halfY: Double, halfZ: Double) -> Loft {
    let heights = [-1, -0.97, -0.87, -0.7, -0.4, 0, 0.4, 0.7, 0.87, 0.97, 1]
    return Loft(
      stations: heights.map { height in
        let width = max(0, 1 - height * height).squareRoot()
        return Station(
          center.y + height * halfY,
          x: center.x,
          z: center.z,
          halfX: width * halfX,
          halfZ: width * halfZ
        )
      }
    )
  }
}

/// Half of the diaphragm: a paraboloid whose inside, the abdomen, takes room from a lung.
struct Dome: Sendable {
  /// Its highest point.
  var top: BodyPoint
  /// How fast it falls to the sides, per millimetre.
  var fallX: Double
  /// How fast it falls to the front and back, per millimetre.
  var fallZ: Double

  /// Where a ray is below it.
  func span(at across: Double, _ y: Double, _ projection: Projection) -> Span? {
    let (center, depth, fallAcross, fallAlong) =
      switch projection {
      case .frontal: (top.x, top.z, fallX, fallZ)
      case .lateral: (-top.z, top.x, fallZ, fallX)
      }
    let below = y - top.y - fallAcross * (across - center) * (across - center)
    guard below > 0 else { return nil }
    let half = (below / fallAlong).squareRoot()
    return Span(low: depth - half, high: depth + half)
  }
}
