internal import Statistics

/// A figure with its 95 % interval, and how that was found.
public struct Estimate: Sendable, Hashable, Codable {
  /// How the interval was found.
  public enum Method: String, Sendable, Hashable, Codable {
    /// Wilson's score interval: each film is of another patient.
    case wilson
    /// DeLong's variance on the logit scale: each film is of another patient.
    case delongLogit = "delong-logit"
    /// DeLong's variance of a difference of paired areas.
    case delong
    /// Percentiles of resamples in which whole groups are drawn.
    case bootstrap
    /// Wilson's interval of the groups, where all resamples agree (a share of 0 or 1).
    case wilsonOfGroups = "wilson-of-groups"
  }

  /// The figure; nil where it is a share of nothing.
  public let value: Double?
  /// The lower end.
  public let low: Double?
  /// The upper end.
  public let high: Double?
  /// How the ends were found; nil without ends.
  public let method: Method?
  /// The numerator of a share.
  public let successes: Int?
  /// The denominator of a share.
  public let trials: Int?

  /// A figure without an interval.
  init(_ value: Double?) { self.init(value, nil, by: .bootstrap) }

  init(
    _ value: Double?,
    _ interval: ClosedRange<Double>?,
    by method: Method,
    of share: Proportion? = nil
  ) {
    self.value = value
    // Resamples that all agree, as of few films without an error, say nothing about uncertainty.
    let isEmpty = interval.map { $0.lowerBound == $0.upperBound } ?? true
    let interval = isEmpty ? nil : interval
    low = interval?.lowerBound
    high = interval?.upperBound
    self.method = interval == nil ? nil : method
    successes = share?.successes
    trials = share?.trials
  }
}
