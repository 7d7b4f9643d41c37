/// Precision against recall at every threshold of a score.
///
/// Where positive films are rare it shows what the ROC curve hides: how many alarms are false (Saito
/// & Rehmsmeier 2015, PLOS ONE 10:e0118432).
public struct PrecisionRecallCurve: Sendable, Hashable {
  /// The films called positive at one threshold: those whose score is at least that high.
  public struct Point: Sendable, Hashable {
    /// The lowest score that is called positive.
    public let threshold: Double
    /// Of the films called positive, those that are.
    public let precision: Proportion
    /// Of the positive films, those called so.
    public let recall: Proportion
  }

  /// A point for every distinct score from the highest: scikit-learn's `precision_recall_curve` in
  /// reverse, without the last point that it adds at recall 0.
  public let points: [Point]
  /// The area under the steps, as of `Ranking.averagePrecision(counts:)`.
  ///
  /// `Bootstrap` gives its interval.
  public let averagePrecision: Double
  /// The share of positive films: the average precision of guessing.
  public let prevalence: Proportion

  /// The curve of a score, or nil without positive films.
  ///
  /// - Parameters:
  ///   - scores: for each film; higher means more likely positive. Never NaN.
  ///   - isPositive: for each film, the truth.
  public init?(scores: [Double], isPositive: [Bool]) {
    self.init(Ranking(scores: scores, isPositive: isPositive))
  }

  /// The curve of ranked films, or nil without positive films.
  public init?(_ ranking: Ranking) {
    guard let averagePrecision = ranking.averagePrecision() else { return nil }
    self.averagePrecision = averagePrecision
    let positives = ranking.isPositive.count { $0 }
    prevalence = Proportion(positives, of: ranking.isPositive.count)
    var points: [Point] = []
    var (hits, called) = (0, 0)
    var thresholds = ranking.thresholds.makeIterator()
    ranking.forEachRun(nil) { runPositives, runNegatives in
      hits += runPositives
      called += runPositives + runNegatives
      points.append(
        Point(
          threshold: thresholds.next() ?? -.infinity,
          precision: Proportion(hits, of: called),
          recall: Proportion(hits, of: positives)
        )
      )
    }
    self.points = points
  }
}
