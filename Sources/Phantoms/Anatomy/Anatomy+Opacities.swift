/// A cloud of denser lung.
struct Opacity: Sendable {
  var center: BodyPoint
  /// Standard deviations in x, y and z, in millimetres.
  var spread: BodyPoint
  /// The part of the lung's air that is gone in the middle, 0 to 1.
  var strength: Double
  /// How uneven the cloud is, 0 to 1.
  var patchiness: Double
  /// Below this height the cloud ends, as at a fissure.
  var floor: Double?

  /// What a ray through it loses beyond healthy lung.
  func excess(across: Double, y: Double, _ projection: Projection) -> Double {
    let (wide, deep) =
      switch projection {
      case .frontal: (spread.x, spread.z)
      case .lateral: (spread.z, spread.x)
      }
    let u = (across - projection.across(center)) / wide
    let v = (y - center.y) / spread.y
    let exponent = -0.5 * (u * u + v * v)
    guard exponent > -8 else { return 0 }
    // 2.5066 = sqrt(2 pi): the integral of a Gauss curve along the ray.
    let whole = strength * deep * 2.5066 * (Tissue.soft - Tissue.lung)
    let kept = floor.map { 1 - PortableMath.smoothStep($0 - 1.5, $0 + 1.5, y) } ?? 1
    return whole * kept * PortableMath.exp(exponent)
  }
}

extension Anatomy {
  /// Puts the finding into the lungs.
  mutating func addOpacities(_ finding: ChestPhantom.Finding, _ seeded: SplitMix64) {
    var random = seeded
    switch finding {
    case .none: return
    case .peripheralPatches:
      for side in [-1.0, 1] {
        for _ in 0..<7 {
          let y = random.uniform(95...205)
          let x = side * random.uniform(82...122)
          let spread = random.uniform(9...19)
          opacities.append(
            Opacity(
              center: BodyPoint(x: x, y: y, z: random.uniform(-60...10)),
              spread: BodyPoint(x: spread, y: spread * random.uniform(0.7...1.3), z: spread * 1.3),
              strength: random.uniform(0.35...0.6),
              patchiness: 0.3
            )
          )
        }
      }
    case .lobarConsolidation:
      // The right upper lobe, which ends at the minor fissure.
      let fissure = random.uniform(112...124)
      for _ in 0..<6 {
        opacities.append(
          Opacity(
            center: BodyPoint(
              x: random.uniform(-100 ... -48),
              y: random.uniform(70...fissure - 6),
              z: random.uniform(-20...30)
            ),
            spread: BodyPoint(x: 21, y: 22, z: 24),
            strength: random.uniform(0.3...0.45),
            patchiness: 0.1,
            floor: fissure
          )
        )
      }
    }
  }

  /// Three leads of an electrocardiogram and a central line, as on a ward.
  mutating func addWires(_ seeded: SplitMix64) {
    var random = seeded
    for target in [
      BodyPoint(x: -96, y: 40, z: 100), .init(x: 98, y: 44, z: 100), .init(x: 112, y: 216, z: 90),
    ] {
      let start = BodyPoint(x: random.uniform(30...60), y: 300, z: 118)
      let points = (0...24).map { step in
        let part = Double(step) / 24
        let wave = PortableMath.sin(part * 5.5) * 18
        return start * (1 - part) + target * part + BodyPoint(x: wave, y: 0, z: 0)
      }
      metal.append(.solid(points, radius: 0.7, excess: Tissue.metal))
      metal.append(
        .solid([target, target + BodyPoint(x: 0, y: 0, z: 3)], radius: 5, excess: Tissue.metal)
      )
    }
    let line: [(Double, Double)] = [
      (-120, -2), (-90, 4), (-60, 14), (-34, 26), (-26, 60), (-25, 118),
    ]
    metal.append(.solid(line.map { BodyPoint(x: $0.0, y: $0.1, z: 30) }, radius: 0.9, excess: 0.09))
  }
}
