extension Anatomy {
  /// Grows the vessels of both lungs from the hila, each branch into two thinner ones.
  mutating func addVessels(_ seeded: SplitMix64) {
    var random = seeded
    for (side, lung) in zip([-1.0, 1], lungs) {
      // The left hilum stands a little higher.
      let hilum = BodyPoint(x: side * 34, y: side < 0 ? 122 : 114, z: -14)
      for direction in Self.roots {
        let towards = BodyPoint(x: side * direction.x, y: direction.y, z: direction.z)
        grow(from: hilum, towards: towards, radius: 6, order: 7, in: lung, &random)
      }
      let trunk = [
        hilum + BodyPoint(x: -side * 12, y: -10, z: 0), hilum,
        hilum + BodyPoint(x: side * 14, y: 36, z: -10),
      ]
      vessels.append(.solid(trunk, radius: 10, endRadius: 7, excess: Tissue.soft - Tissue.lung))
    }
  }

  private static let roots: [BodyPoint] = [
    .init(x: 0.45, y: -0.85, z: 0.0), .init(x: 0.75, y: -0.45, z: 0.45),
    .init(x: 0.9, y: 0.1, z: -0.4), .init(x: 0.8, y: 0.45, z: 0.5),
    .init(x: 0.5, y: 0.8, z: -0.45), .init(x: 0.25, y: 0.95, z: 0.1),
  ]

  private mutating func grow(
    from start: BodyPoint,
    towards direction: BodyPoint,
    radius: Double,
    order: Int,
    in lung: Lung,
    _ random: inout SplitMix64
  ) {
    let length = (10 + 3.6 * Double(order)) * random.uniform(0.75...1.3)
    var points = [start]
    var heading = direction * (1 / direction.length)
    for _ in 0..<4 {
      heading = bent(heading, by: 0.16, &random)
      points.append(points[points.count - 1] + heading * (length / 4))
    }
    let end = points[points.count - 1]
    let thinner = radius * random.uniform(0.68...0.8)
    vessels.append(
      .solid(points, radius: radius, endRadius: thinner, excess: Tissue.soft - Tissue.lung)
    )
    guard order > 1, lung.holds(end) else { return }
    for _ in 0..<2 {
      let branch = bent(heading, by: 0.55, &random)
      grow(from: end, towards: branch, radius: thinner, order: order - 1, in: lung, &random)
    }
  }

  private func bent(
    _ heading: BodyPoint,
    by spread: Double,
    _ random: inout SplitMix64
  ) -> BodyPoint {
    let swing = BodyPoint(x: random.normal(), y: random.normal(), z: random.normal())
    let turned = heading + swing * spread
    return turned * (1 / max(turned.length, 0.001))
  }
}

extension Anatomy.Lung {
  /// Whether a point is in the lung, above the diaphragm.
  func holds(_ point: BodyPoint) -> Bool {
    guard
      let span = body.slice(at: point.y, .frontal)?.span(at: point.x),
      point.z > span.low, point.z < span.high
    else { return false }
    guard let below = dome.span(at: point.x, point.y, .frontal) else { return true }
    return point.z < below.low || point.z > below.high
  }
}
