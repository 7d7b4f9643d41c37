/// A stream of pseudo-random numbers that a seed repeats on every machine.
///
/// SplitMix64 of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014):
/// integer arithmetic alone. Not for secrets.
struct SplitMix64: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A stream that is unrelated to the one of `seed` alone, such as one a film of a patient.
  init(seed: UInt64, stream: UInt64) {
    var mixer = SplitMix64(seed: stream &+ 0x5851_F42D_4C95_7F2D)
    state = seed ^ mixer.next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, but not including, 1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// A number from a range, every one as likely.
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// A number with mean 0 and variance 1, nearly normal: four uniform ones from one draw.
  mutating func normal() -> Double {
    let bits = next()
    let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
    // The sum has mean 2 * 65535 and variance 4 * (65536² - 1) / 12.
    return (Double(sum) - 131_070) / 37_837.2
  }
}
