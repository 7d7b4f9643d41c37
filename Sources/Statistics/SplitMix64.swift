/// The generator of Steele, Lea & Flood (2014), OOPSLA, in Vigna's constants: the same numbers from the
/// same seed on every machine, now and with later compilers.
///
/// For resampling, not for secrets.
public struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt64

  /// A sequence; every seed is a good one.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to but not `bound`, each as likely (Lemire 2019, ACM TOMACS 29:3).
  ///
  /// Not the standard library's, whose numbers may change with its version.
  ///
  /// - Parameter bound: above 0.
  /// - Returns: a number below it.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "nothing is below 0")
    let range = UInt64(bound)
    var product = range.multipliedFullWidth(by: next())
    if product.low < range {
      let rejected = (0 &- range) % range
      while product.low < rejected { product = range.multipliedFullWidth(by: next()) }
    }
    return Int(product.high)
  }
}
