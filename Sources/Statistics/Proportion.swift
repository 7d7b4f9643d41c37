/// How many of how many, as a share with its uncertainty.
public struct Proportion: Sendable, Hashable {
  /// The cases that have the property.
  public let successes: Int
  /// All cases.
  public let trials: Int

  /// A share of `trials`.
  public init(_ successes: Int, of trials: Int) {
    precondition(0 <= successes && successes <= trials, "a share has no more parts than the whole")
    self.successes = successes
    self.trials = trials
  }

  /// The share, or nil of nothing: 0/0 has no value.
  public var value: Double? { trials > 0 ? Double(successes) / Double(trials) : nil }

  /// The score interval of Wilson (1927), 95 %, without continuity correction; nil of nothing.
  public var interval: ClosedRange<Double>? {
    guard let share = value else { return nil }
    let z = NormalDistribution.quantile975
    let n = Double(trials)
    let centre = share + z * z / (2 * n)
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // At 0 and 1 the bound is exact; rounding must not move it.
    let low = successes == 0 ? 0 : max(0, (centre - spread) / scale)
    let high = successes == trials ? 1 : min(1, (centre + spread) / scale)
    return low...high
  }
}
