/// Whether two models err equally often on the same films.
///
/// McNemar (1947), Psychometrika 12:153. Only films on which one is right and the other wrong count.
/// It takes films as independent.
public struct McNemar: Sendable, Hashable {
  /// Films on which only the first model is right.
  public let onlyFirst: Int
  /// Films on which only the second model is right.
  public let onlySecond: Int

  /// A comparison from counts, none below 0.
  public init(onlyFirst: Int, onlySecond: Int) {
    precondition(min(onlyFirst, onlySecond) >= 0, "counts are not negative")
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
  }

  /// A comparison of two models.
  ///
  /// - Parameters:
  ///   - first: for each film, whether the first model is right.
  ///   - second: for each film, whether the second model is.
  public init(first: [Bool], second: [Bool]) {
    precondition(first.count == second.count, "both models read the same films")
    self.init(
      onlyFirst: zip(first, second).count { $0 && !$1 },
      onlySecond: zip(first, second).count { !$0 && $1 }
    )
  }

  /// The two-sided p value by the binomial distribution: right for any number of films.
  ///
  /// Twice the smaller tail, at most 1; 1 where the models never disagree, for then nothing speaks
  /// against them being equal.
  public var exactPValue: Double {
    min(1, 2 * FairBinomial.lowerTail(min(onlyFirst, onlySecond), of: onlyFirst + onlySecond))
  }

  /// The statistic with the continuity correction of Edwards (1948), Psychometrika 13:185.
  ///
  /// (|b - c| - 1)² / (b + c), and 0 for b = c, where the correction would pass the middle (so does R's
  /// `mcnemar.test`; statsmodels corrects past it). Nil where the models never disagree.
  public var chiSquare: Double? {
    guard onlyFirst + onlySecond > 0 else { return nil }
    let distance = Double(max(0, abs(onlyFirst - onlySecond) - 1))
    return distance * distance / Double(onlyFirst + onlySecond)
  }

  /// The p value of `chiSquare` (one degree of freedom): for 25 disagreements or more.
  public var chiSquarePValue: Double? { chiSquare.map(NormalDistribution.chiSquareUpperTail) }
}
