/// How far to trust a lung mask: certainty and coherence times three marks of plausibility.
///
/// The same arithmetic stands in training's `lungbox.py`, where it was checked against films
/// without lungs. It is a gate for the crop, not a probability.
public struct LungConfidence: Sendable, Hashable {
  /// The mean of |2p - 1| over the kept pixels.
  public let certainty: Double
  /// The share of all belief in lung that lies in the kept pixels: scattered belief is no pair of
  /// lungs.
  public let coherence: Double
  /// 1 for two components, 0.8 for one (lungs that touch, or one lung).
  public let count: Double
  /// 1 while the kept share of the film is within 0.08 to 0.70, falling linearly to 0 beyond.
  public let area: Double
  /// 1 when each half of the film holds at least 15 % of the kept pixels, else 0.5.
  public let halves: Double

  /// The product of all, 0 to 1; 0 when nothing was kept.
  public var value: Double { certainty * coherence * count * area * halves }

  init(mask: FloatMap, kept: GrayImage, components: Int) {
    var pixels = 0, left = 0
    var certain = 0.0, keptBelief = 0.0, belief = 0.0
    for index in mask.samples.indices {
      let p = Double(mask.samples[index])
      belief += p
      guard kept.samples[index] != 0 else { continue }
      pixels += 1
      if index % mask.columns < mask.columns / 2 { left += 1 }
      certain += abs(2 * p - 1)
      keptBelief += p
    }
    guard components > 0, pixels > 0, belief > 0 else {
      (certainty, coherence, count, area, halves) = (0, 0, 0, 0, 0)
      return
    }
    let share = Double(pixels) / Double(mask.samples.count)
    certainty = certain / Double(pixels)
    coherence = keptBelief / belief
    count = components == 2 ? 1 : 0.8
    area = min(1, share / 0.08, (1 - share) / 0.30)
    halves = (0.15...0.85).contains(Double(left) / Double(pixels)) ? 1 : 0.5
  }
}
