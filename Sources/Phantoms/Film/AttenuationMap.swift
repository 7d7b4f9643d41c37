/// What a body takes from each ray: the sum of its path lengths, each times its attenuation.
struct AttenuationMap {
  let frame: FilmFrame
  /// The line integral of attenuation, for every pixel.
  private(set) var values: [Double]
  /// Millimetres of lung on the ray.
  private var lung: [Double]
  /// Whether the ray meets the patient.
  private(set) var body: [Bool]

  /// Projects all bodies of an anatomy.
  init(of anatomy: Anatomy, on frame: FilmFrame, seed: UInt64) {
    self.frame = frame
    values = Array(repeating: 0, count: frame.rows * frame.columns)
    lung = values
    body = Array(repeating: false, count: values.count)
    for row in 0..<frame.rows { addTissue(of: anatomy, inRow: row) }
    texture(seed)
    for opacity in anatomy.opacities { add(opacity, ValueNoise(seed: seed, stream: 31)) }
    for vessel in anatomy.vessels { add(vessel, isInLungOnly: true) }
    for bone in anatomy.bones { add(bone, isInLungOnly: false) }
    for wire in anatomy.metal { add(wire, isInLungOnly: false) }
  }

  private mutating func addTissue(of anatomy: Anatomy, inRow row: Int) {
    let y = frame.down(row)
    let projection = frame.projection
    let soft = anatomy.soft.compactMap { $0.slice(at: y, projection) }
    let lungs = anatomy.lungs.compactMap { lung in
      lung.body.slice(at: y, projection).map { (slice: $0, dome: lung.dome) }
    }
    let displacers = anatomy.displacers.compactMap { $0.slice(at: y, projection) }
    let air = anatomy.air.compactMap { $0.slice(at: y, projection) }
    let bones = anatomy.spongyBones.compactMap { $0.slice(at: y, projection) }
    for column in 0..<frame.columns {
      let across = frame.across(column)
      let thickness = soft.reduce(0) { $0 + ($1.span(at: across)?.length ?? 0) }
      guard thickness > 0 else { continue }
      let taken = displacers.compactMap { $0.span(at: across) }
      var inflated = 0.0
      for lung in lungs {
        guard let span = lung.slice.span(at: across) else { continue }
        let below = lung.dome.span(at: across, y, projection)
        inflated += (taken + (below.map { [$0] } ?? [])).lengthLeft(of: span)
      }
      let empty = air.reduce(0) { $0 + ($1.span(at: across)?.length ?? 0) }
      let bone = bones.reduce(0) { $0 + ($1.span(at: across)?.length ?? 0) }
      let index = row * frame.columns + column
      body[index] = true
      lung[index] = inflated
      values[index] =
        Tissue.soft * max(0, thickness - inflated - empty) + Tissue.lung * inflated
        + (Tissue.spongyBone - Tissue.soft) * bone
    }
  }

  /// Lung and muscle are not even: a few percent, in grains of some millimetres.
  private mutating func texture(_ seed: UInt64) {
    let fine = ValueNoise(seed: seed, stream: 21)
    let coarse = ValueNoise(seed: seed, stream: 22)
    for row in 0..<frame.rows {
      let y = frame.down(row)
      for column in 0..<frame.columns {
        let index = row * frame.columns + column
        guard body[index] else { continue }
        let across = frame.across(column)
        let grain = fine.value(across / 2.6, y / 2.6)
        let cloud = coarse.value(across / 17, y / 17)
        values[index] *= 1 + 0.012 * cloud
        values[index] += (0.022 * grain + 0.03 * cloud) * min(lung[index] / 100, 1)
      }
    }
  }

  private mutating func add(_ opacity: Opacity, _ noise: ValueNoise) {
    let wide = 4 * max(opacity.spread.x, opacity.spread.z)
    let center = frame.projection.across(opacity.center)
    let tall = 4 * opacity.spread.y
    for row in frame.rows(from: opacity.center.y - tall, to: opacity.center.y + tall) {
      let y = frame.down(row)
      for column in frame.columns(from: center - wide, to: center + wide) {
        let index = row * frame.columns + column
        guard lung[index] > 0 else { continue }
        let across = frame.across(column)
        let grain = noise.value(across / 9, y / 9) + 0.7 * noise.value(y / 3.7, across / 3.7)
        let patch = 1 + opacity.patchiness * grain
        let excess = opacity.excess(across: across, y: y, frame.projection) * patch
        let room = (Tissue.soft - Tissue.lung) * lung[index]
        values[index] += min(excess, 0.8 * room)
      }
    }
  }

  /// Lays flat discs along a tube.
  ///
  /// A disc of the tube's radius for each millimetre of curve adds up to the chord of a round tube
  /// where the curve runs across the rays, and to more where it turns along them.
  private mutating func add(_ tube: Tube, isInLungOnly: Bool) {
    let step = max(frame.pitch * 0.5, min(min(tube.radii.start, tube.radii.end) * 0.25, 0.9))
    tube.walk(step: step) { point, radius, stride in
      addDisc(point, radius, tube.wall * stride, isInLungOnly)
      if tube.hollow > 0 {
        addDisc(point, radius * tube.hollow, (tube.inside - tube.wall) * stride, isInLungOnly)
      }
    }
  }

  private mutating func addDisc(
    _ point: BodyPoint,
    _ radius: Double,
    _ amount: Double,
    _ isInLungOnly: Bool
  ) {
    let center = frame.projection.across(point)
    // A disc smaller than a pixel keeps its mass: it is drawn as wide as a pixel, and fainter.
    let drawn = max(radius, frame.pitch * 0.6)
    let strength = amount * (radius / drawn) * (radius / drawn)
    let edge = drawn + frame.pitch * 0.5
    for row in frame.rows(from: point.y - edge, to: point.y + edge) {
      let dy = frame.down(row) - point.y
      for column in frame.columns(from: center - edge, to: center + edge) {
        let dx = frame.across(column) - center
        let distance = (dx * dx + dy * dy).squareRoot()
        let covered = min(max((edge - distance) / frame.pitch, 0), 1)
        let index = row * frame.columns + column
        let gate = isInLungOnly ? min(lung[index] / 25, 1) : (body[index] ? 1 : 0)
        values[index] += strength * covered * gate
      }
    }
  }
}
