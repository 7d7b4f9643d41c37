/// Whether two scores of the same films have the same area under the ROC curve.
///
/// DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44:837, for two paired curves. It takes films as
/// independent, and it is no test for a model that contains the other (Demler et al. 2012, Statistics
/// in Medicine 31:2577).
public struct DeLongTest: Sendable, Hashable {
  /// The area of the first score.
  public let first: Double
  /// The area of the second score.
  public let second: Double
  /// The standard error of the areas' difference.
  public let standardError: Double
  /// The difference over its standard error; 0 where both are 0, as for the same ranking twice.
  public let z: Double

  /// A comparison, or nil where the method has no answer: fewer than two positive or two negative
  /// films, or areas that differ without any spread, as 1 and 0 do.
  ///
  /// - Parameters:
  ///   - first: one score for each film; never NaN.
  ///   - second: another score for each of the same films; never NaN.
  ///   - isPositive: for each film, the truth.
  public init?(first: [Double], second: [Double], isPositive: [Bool]) {
    let rankings = (
      Ranking(scores: first, isPositive: isPositive),
      Ranking(scores: second, isPositive: isPositive)
    )
    guard let firstArea = rankings.0.auroc(), let secondArea = rankings.1.auroc(),
      let variance = StructuralComponents(rankings.0)
        .varianceOfDifference(from: StructuralComponents(rankings.1)),
      variance > 0 || firstArea == secondArea
    else { return nil }
    self.first = firstArea
    self.second = secondArea
    standardError = variance.squareRoot()
    z = variance > 0 ? (firstArea - secondArea) / standardError : 0
  }

  /// The area of the first less that of the second.
  public var difference: Double { first - second }

  /// The two-sided p value.
  public var pValue: Double { NormalDistribution.twoSidedTail(z) }

  /// The 95 % interval of the difference, by the normal distribution, within -1...1; nil without spread.
  public var interval: ClosedRange<Double>? {
    guard standardError > 0 else { return nil }
    let reach = NormalDistribution.quantile975 * standardError
    return max(-1, difference - reach)...min(1, difference + reach)
  }
}
