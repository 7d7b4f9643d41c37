extension Anatomy {
  mutating func addSoftTissue(_ build: Build, _ posture: Posture, _ hasBreasts: Bool) {
    let (width, depth, fat) = (build.width, build.depth, build.fat)
    // Raised arms leave the shoulders narrower for a lateral film.
    let shoulder = posture == .sideways ? 0.66 : 1
    let outline: [(y: Double, halfX: Double, halfZ: Double, z: Double)] = [
      (-140, 52, 56, 8), (-80, 54, 58, 4), (-52, 60, 62, 0), (-34, 88 * shoulder, 66, -4),
      (-14, 142 * shoulder, 72, -8), (14, 176 * shoulder, 82, -8), (50, 172 * shoulder, 94, -4),
      (90, 152 * (1 + shoulder) / 2, 104, 0), (140, 148, 110, 2), (200, 147, 112, 4),
      (260, 148, 112, 6), (320, 150, 112, 8), (420, 156, 112, 8),
    ]
    soft.append(
      Loft(
        stations: outline.map {
          Loft.Station($0.y, z: $0.z, halfX: $0.halfX * width + fat, halfZ: $0.halfZ * depth + fat)
        }
      )
    )
    if posture == .supine {
      for side in [-1.0, 1] {
        let stations = [
          (-22.0, 2.0), (-16, 14), (0, 28), (30, 40), (80, 46), (140, 46), (220, 43), (320, 38),
          (420, 34),
        ]
        soft.append(
          Loft(
            stations: stations.map { y, half in
              Loft.Station(y, x: side * (205 * width + fat), z: -30, halfX: half, halfZ: half)
            }
          )
        )
      }
    }
    guard hasBreasts else { return }
    for side in [-1.0, 1] {
      let center = BodyPoint(x: side * 78 * width, y: 172, z: 112 * depth)
      soft.append(.ellipsoid(center, halfX: 60, halfY: 50, halfZ: 17))
    }
  }

  mutating func addLungs(_ build: Build) {
    // Outer and inner edge, half depth and depth of the centre, from the apex down.
    let shape: [(y: Double, outer: Double, inner: Double, halfZ: Double, z: Double)] = [
      (4, 45, 43, 2, -38), (7, 54, 33, 16, -37), (14, 64, 25, 26, -34), (26, 77, 18, 38, -28),
      (45, 92, 14, 50, -22), (70, 106, 12, 64, -14), (105, 119, 10, 77, -7), (150, 130, 8, 85, -3),
      (200, 137, 6, 89, 0), (250, 140, 6, 90, 0), (330, 142, 6, 90, 0),
    ]
    for side in [-1.0, 1] {
      let stations = shape.map { part in
        Loft.Station(
          part.y,
          x: side * (part.outer + part.inner) / 2 * build.width,
          z: part.z * build.depth,
          halfX: (part.outer - part.inner) / 2 * build.width,
          halfZ: part.halfZ * build.depth
        )
      }
      // The liver keeps the right half of the diaphragm the higher one.
      let top = (side < 0 ? 212 : 225) - build.breath
      let dome = Dome(
        top: BodyPoint(x: side * 66 * build.width, y: top, z: 22),
        fallX: 0.0105,
        fallZ: 0.0072
      )
      lungs.append(Lung(body: Loft(stations: stations), dome: dome))
    }
  }

  mutating func addMediastinum(_ build: Build) {
    let lift = build.breath
    let heart: [(y: Double, x: Double, halfX: Double, halfZ: Double, z: Double)] = [
      (98, 2, 4, 4, 22), (102, 2, 20, 16, 22), (116, 3, 34, 26, 22), (136, 5, 45, 33, 22),
      (160, 10, 55, 38, 24), (185, 15, 61, 42, 27), (208, 19, 64, 44, 30), (226, 22, 63, 42, 32),
      (240, 24, 56, 36, 33), (251, 25, 41, 26, 34), (258, 25, 19, 12, 34), (260, 25, 3, 3, 34),
    ]
    displacers.append(
      Loft(
        stations: heart.map { part in
          Loft.Station(
            part.y - lift * max(0, part.y - 98) / 162,
            x: part.x,
            z: part.z,
            halfX: part.halfX * build.heart,
            halfZ: part.halfZ * build.heart
          )
        }
      )
    )
    let middle: [(y: Double, x: Double, halfX: Double, halfZ: Double)] = [
      (-60, 0, 20, 30), (0, 0, 26, 42), (30, 0, 27, 50), (58, 1, 29, 56), (72, 4, 33, 58),
      (84, 7, 37, 60), (96, 4, 31, 60), (112, 0, 26, 62), (150, -2, 20, 66), (230, -2, 17, 68),
      (330, -2, 17, 68),
    ]
    displacers.append(
      Loft(
        stations: middle.map {
          Loft.Station($0.y, x: $0.x, z: -24, halfX: $0.halfX, halfZ: $0.halfZ)
        }
      )
    )
    displacers.append(
      Loft(
        stations: [
          .init(78, x: 24, z: -46, halfX: 12, halfZ: 13),
          .init(150, x: 24, z: -58, halfX: 12, halfZ: 12),
          .init(240, x: 14, z: -62, halfX: 11, halfZ: 11),
          .init(330, x: 6, z: -58, halfX: 11, halfZ: 11),
        ]
      )
    )
    air.append(
      Loft(
        stations: [
          .init(-140, z: 16, halfX: 8, halfZ: 9), .init(-40, z: 8, halfX: 8.5, halfZ: 9),
          .init(40, x: -1, z: -12, halfX: 8.5, halfZ: 8),
          .init(92, x: -3, z: -22, halfX: 9, halfZ: 8),
          .init(104, x: -2, z: -24, halfX: 11, halfZ: 7),
          .init(108, x: -2, z: -24, halfX: 5, halfZ: 4),
        ]
      )
    )
    let stomach = BodyPoint(x: 62, y: 262 - lift, z: 20)
    air.append(.ellipsoid(stomach, halfX: 30, halfY: 11, halfZ: 32))
  }
}
