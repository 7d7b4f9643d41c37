internal import Glibc

/// Sensitivity against false alarms at every threshold of a score.
public struct ROCCurve: Sendable, Hashable {
  /// The films called positive at one threshold: those whose score is at least that high.
  public struct Point: Sendable, Hashable {
    /// The lowest score that is called positive; infinity where nothing is.
    public let threshold: Double
    /// Of the positive films, those called so.
    public let sensitivity: Proportion
    /// Of the negative films, those called so.
    public let specificity: Proportion

    /// The height of the curve.
    public var truePositiveRate: Double { sensitivity.value ?? 0 }
    /// The place on the abscissa: 1 - specificity.
    public var falsePositiveRate: Double {
      Double(specificity.trials - specificity.successes) / Double(specificity.trials)
    }
  }

  /// A point for every distinct score from the highest, after one where nothing is called positive:
  /// those of scikit-learn's `roc_curve` with `drop_intermediate=False`.
  public let points: [Point]
  /// The area under the curve; see `Ranking.auroc(counts:)`.
  public let auroc: Double
  /// The square root of DeLong's variance (1988); nil with fewer than two films of either kind.
  public let standardError: Double?
  /// The films that have what the score is for.
  public let positives: Int
  /// The films that do not.
  public let negatives: Int

  /// The curve of a score, or nil where positive or negative films lack.
  ///
  /// - Parameters:
  ///   - scores: for each film; higher means more likely positive. Never NaN.
  ///   - isPositive: for each film, the truth.
  public init?(scores: [Double], isPositive: [Bool]) {
    self.init(Ranking(scores: scores, isPositive: isPositive))
  }

  /// The curve of ranked films, or nil where positive or negative films lack.
  public init?(_ ranking: Ranking) {
    guard let auroc = ranking.auroc() else { return nil }
    let components = StructuralComponents(ranking)
    self.auroc = auroc
    standardError = components.variance?.squareRoot()
    let (positives, negatives) = (components.positives, components.negatives)
    self.positives = positives
    self.negatives = negatives
    var points = [Point.nothing(positives, negatives)]
    var (truePositives, falsePositives) = (0, 0)
    var thresholds = ranking.thresholds.makeIterator()
    ranking.forEachRun(nil) { runPositives, runNegatives in
      truePositives += runPositives
      falsePositives += runNegatives
      points.append(
        Point(
          threshold: thresholds.next() ?? -.infinity,
          sensitivity: Proportion(truePositives, of: positives),
          specificity: Proportion(negatives - falsePositives, of: negatives)
        )
      )
    }
    self.points = points
  }

  /// The 95 % interval of the area, from DeLong's standard error on the logit scale.
  ///
  /// On that scale it stays between 0 and 1 and covers better near them (Pepe 2003, The Statistical
  /// Evaluation of Medical Tests, section 5.2; Qin & Hotilovac 2008, Statistical Methods in Medical
  /// Research 17:207). At an area of 1 or 0 the standard error is 0 and says nothing; then k = the
  /// number of the scarcer kind gives k separate pairs of a positive and a negative film, all of them
  /// in order, and the interval is Wilson's of k out of k (or 0), which is wide for few films. Nil
  /// with fewer than two films of either kind, and where all films rank the same.
  ///
  /// It takes films as independent; with several films a patient use `Bootstrap`.
  public var interval: ClosedRange<Double>? {
    let pairs = min(positives, negatives)
    if auroc == 1 { return Proportion(pairs, of: pairs).interval }
    if auroc == 0 { return Proportion(0, of: pairs).interval }
    guard let standardError, standardError > 0 else { return nil }
    let centre = log(auroc / (1 - auroc))
    let reach = NormalDistribution.quantile975 * standardError / (auroc * (1 - auroc))
    return 1 / (1 + exp(reach - centre))...1 / (1 + exp(-reach - centre))
  }
}

extension ROCCurve.Point {
  fileprivate static func nothing(_ positives: Int, _ negatives: Int) -> Self {
    Self(
      threshold: .infinity,
      sensitivity: Proportion(0, of: positives),
      specificity: Proportion(negatives, of: negatives)
    )
  }
}
