/// The bodies of an invented chest that rays pass through.
struct Anatomy: Sendable {
  /// How the patient was placed, which moves arms, heart and diaphragm.
  enum Posture: Sendable {
    /// Upright, arms turned out of the way, deep breath.
    case erect
    /// On the back, arms at the sides, shallow breath.
    case supine
    /// Upright and sideways, arms raised.
    case sideways
  }

  /// One lung and the half of the diaphragm below it.
  struct Lung: Sendable {
    var body: Loft
    var dome: Dome
  }

  /// Soft tissue: torso, arms, breasts; together they are the patient's outline.
  var soft: [Loft] = []
  /// Right and left.
  var lungs: [Lung] = []
  /// What lies where lung would be: heart, mediastinum, aorta.
  var displacers: [Loft] = []
  /// Air in soft tissue: windpipe, stomach bubble.
  var air: [Loft] = []
  /// The bodies of the vertebrae, the breastbone.
  var spongyBones: [Loft] = []
  /// Ribs, clavicles, shoulder blades and the arches of the vertebrae.
  var bones: [Tube] = []
  /// Vessels, seen only against lung.
  var vessels: [Tube] = []
  /// Wires of the ward.
  var metal: [Tube] = []
  /// Disease, seen only in lung.
  var opacities: [Opacity] = []

  /// A chest by a seed: no two seeds have the same proportions.
  ///
  /// - Parameters:
  ///   - seed: the patient's; the same patient keeps heart, lungs and vessels on every film.
  ///   - posture: how the patient was placed.
  ///   - hasBreasts: whether breasts add soft tissue.
  ///   - finding: what is wrong with the lungs.
  init(seed: UInt64, posture: Posture, hasBreasts: Bool, finding: ChestPhantom.Finding) {
    var random = SplitMix64(seed: seed, stream: 1)
    let build = Build(&random, posture)
    addSoftTissue(build, posture, hasBreasts)
    addLungs(build)
    addMediastinum(build)
    addSkeleton(build, posture)
    addVessels(SplitMix64(seed: seed, stream: 2))
    addOpacities(finding, SplitMix64(seed: seed, stream: 3))
    if posture == .supine { addWires(SplitMix64(seed: seed, stream: 4)) }
  }

  /// What differs from one invented patient to the next.
  struct Build: Sendable {
    /// Of the thorax, 1 is usual.
    var width: Double
    var depth: Double
    /// Of the heart.
    var heart: Double
    /// How far the diaphragm stands above its usual place, in millimetres.
    var breath: Double
    /// Fat on the chest, in millimetres.
    var fat: Double
    /// How far the spine bends sideways, in millimetres.
    var scoliosis: Double

    init(_ random: inout SplitMix64, _ posture: Posture) {
      width = random.uniform(0.94...1.05)
      depth = random.uniform(0.92...1.06)
      heart = random.uniform(0.92...1.08) * (posture == .supine ? 1.17 : 1)
      breath = random.uniform(-6...8) + (posture == .supine ? 22 : 0)
      fat = random.uniform(0...12)
      scoliosis = random.uniform(-5...5)
    }
  }
}
