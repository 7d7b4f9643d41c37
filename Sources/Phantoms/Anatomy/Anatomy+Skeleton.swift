extension Anatomy {
  /// The middle of the thoracic vertebrae T1 to T12 and of L1 and L2, in millimetres down.
  private static let vertebraHeights: [Double] = [
    4, 23, 43, 64, 86, 108, 131, 154, 178, 202, 227, 253, 281, 311,
  ]

  mutating func addSkeleton(_ build: Build, _ posture: Posture) {
    addSpine(build)
    for rib in 1...12 {
      for side in [-1.0, 1] { bones.append(Self.rib(rib, side, build)) }
    }
    for side in [-1.0, 1] { addShoulder(side, build, posture) }
    // The breastbone.
    spongyBones.append(
      Loft(
        stations: [
          .init(26, z: 78 * build.depth, halfX: 26, halfZ: 6),
          .init(52, z: 86 * build.depth, halfX: 22, halfZ: 6),
          .init(75, z: 92 * build.depth, halfX: 14, halfZ: 5),
          .init(150, z: 99 * build.depth, halfX: 17, halfZ: 5),
          .init(182, z: 100 * build.depth, halfX: 9, halfZ: 4),
        ]
      )
    )
  }

  private mutating func addSpine(_ build: Build) {
    for (index, y) in ([-56, -36, -16] + Self.vertebraHeights).enumerated() {
      let place = Double(index) / 16
      let half = 8 + 5.5 * place
      let bend = build.scoliosis * PortableMath.sin(place * 3)
      // The thoracic spine bows backward.
      let z = -42 - 24 * PortableMath.sin(0.5 + place * 2.4)
      let (halfX, halfZ) = (12 + 9 * place, 10 + 8 * place)
      let edge = Loft.Station(y - half, x: bend, z: z, halfX: halfX, halfZ: halfZ)
      var waist = edge
      waist.y = y
      waist.halfX *= 0.9
      waist.halfZ *= 0.92
      var lower = edge
      lower.y = y + half
      spongyBones.append(Loft(stations: [edge, waist, lower]))
      for face in [y - half, y + half] { addEndPlate(at: face, edge) }
      addArch(y, x: bend, z: z, halfX: halfX, halfZ: halfZ)
    }
  }

  /// The dense upper or lower face of a vertebra: half as dense again as the rest.
  private mutating func addEndPlate(at y: Double, _ edge: Loft.Station) {
    var (upper, lower) = (edge, edge)
    (upper.y, lower.y) = (y - 1.3, y + 1.3)
    upper.halfZ *= 0.45
    lower.halfZ *= 0.45
    spongyBones.append(Loft(stations: [upper, lower]))
  }

  private mutating func addArch(_ y: Double, x: Double, z: Double, halfX: Double, halfZ: Double) {
    for side in [-1.0, 1] {
      let root = BodyPoint(x: x + side * halfX * 0.66, y: y - 3, z: z - halfZ * 0.8)
      let back = BodyPoint(x: x + side * halfX * 0.6, y: y + 2, z: z - halfZ - 14)
      let wing = BodyPoint(x: x + side * (halfX + 16), y: y - 2, z: z - halfZ - 20)
      bones.append(.solid([root, back], radius: 4.2, excess: 0.006))
      bones.append(.solid([back, wing], radius: 4, excess: 0.008))
    }
    let spine = BodyPoint(x: x, y: y + 4, z: z - halfZ - 16)
    let tip = BodyPoint(x: x, y: y + 18, z: z - halfZ - 26)
    bones.append(.solid([spine, tip], radius: 3.4, excess: 0.008))
  }

  /// A rib from its vertebra round to its cartilage.
  private static func rib(_ number: Int, _ side: Double, _ build: Build) -> Tube {
    let widths: [Double] = [60, 88, 106, 118, 127, 134, 139, 142, 143, 141, 132, 112]
    let depths: [Double] = [50, 66, 76, 84, 90, 94, 97, 98, 98, 96, 92, 88]
    let drops: [Double] = [42, 62, 78, 90, 98, 106, 112, 116, 116, 110, 84, 54]
    let reaches: [Double] = [2.5, 2.45, 2.45, 2.4, 2.4, 2.35, 2.3, 2.2, 2.1, 1.95, 1.5, 1.05]
    let index = number - 1
    let (width, depth) = ((widths[index] + 3) * build.width, depths[index] * build.depth)
    let points = (0...48).map { step in
      let part = Double(step) / 48
      let angle = 0.17 + (reaches[index] - 0.17) * part
      let turn = angle / 3.1416
      return BodyPoint(
        x: side * (10 + (width - 10) * PortableMath.sin(angle)),
        y: vertebraHeights[index] - 4 + drops[index] * (0.15 * turn + 1.1 * turn * turn),
        z: -4 - depth * PortableMath.cos(angle)
      )
    }
    return .bone(points, radius: number > 10 ? 4.4 : 5.2, endRadius: number > 10 ? 2.6 : 6)
  }

  private mutating func addShoulder(_ side: Double, _ build: Build, _ posture: Posture) {
    let raised = posture == .sideways
    // Shoulders rolled forward clear the lungs for PA; on the back the blades lie over them.
    let outward = posture == .supine ? 0.0 : 26
    let reach = (raised ? 112.0 : 152) * build.width
    let rise = posture == .supine ? -16.0 : 0
    let clavicle: [(x: Double, y: Double, z: Double)] = [
      (17, 24, 62), (38, 17, 68), (68, 11, 62), (100, 4 + rise * 0.5, 38), (128, -1 + rise, 22),
      (reach, -2 + rise, 18),
    ]
    bones.append(.bone(clavicle.map { BodyPoint(x: side * $0.x, y: $0.y, z: $0.z) }, radius: 6.2))
    let corner = BodyPoint(x: side * (reach - 6), y: 16, z: -30)
    let tip = BodyPoint(x: side * (92 + outward), y: 148, z: -92)
    let inner = BodyPoint(x: side * (78 + outward), y: 26, z: -84)
    bones.append(.bone([corner, tip], radius: 4.6))
    bones.append(.bone([inner, tip], radius: 2.6))
    bones.append(.bone([corner, inner], radius: 4.2))
    // The blade itself, thin as it is.
    for step in 1..<40 {
      let part = Double(step) / 40
      let ends = [corner * (1 - part) + tip * part, inner * (1 - part) + tip * part]
      bones.append(.solid(ends, radius: 2, excess: 0.0065))
    }
    guard !raised else { return }
    let head = BodyPoint(x: side * (reach + 20), y: 22, z: -12)
    let elbow = BodyPoint(x: side * (reach + 44), y: 330, z: -20)
    let neck = head + BodyPoint(x: side * 8, y: 42, z: 0)
    spongyBones.append(.ellipsoid(head, halfX: 23, halfY: 25, halfZ: 23))
    bones.append(.bone([neck, elbow], radius: 13, endRadius: 11))
  }
}
