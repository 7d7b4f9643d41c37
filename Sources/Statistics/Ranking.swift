/// Films in the order of one score, the highest first, with films of the same score side by side.
///
/// Sorted once, it answers for any resample in one walk, which makes a bootstrap cheap.
public struct Ranking: Sendable {
  /// The films by falling score.
  let order: [Int]
  /// Where in `order` each run of equal scores ends (exclusive).
  let ends: [Int]
  /// The score of each run.
  let thresholds: [Double]
  /// For each film, whether it has what the score is for.
  let isPositive: [Bool]

  /// Ranks films.
  ///
  /// - Parameters:
  ///   - scores: for each film; higher means more likely positive. Never NaN.
  ///   - isPositive: for each film, the truth.
  public init(scores: [Double], isPositive: [Bool]) {
    precondition(scores.count == isPositive.count, "each film has a score and a truth")
    precondition(!scores.contains { $0.isNaN }, "a score is a number")
    order = scores.indices.sorted { scores[$0] > scores[$1] }
    ends = order.indices.map { $0 + 1 }.filter { [order] end in
      end == order.count || scores[order[end]] != scores[order[end - 1]]
    }
    thresholds = ends.map { [order] in scores[order[$0 - 1]] }
    self.isPositive = isPositive
  }

  /// The chance that a positive film scores above a negative one, ties counting half.
  ///
  /// The statistic of Mann & Whitney (1947) over its largest value, which is the area under the
  /// trapezoids of the ROC curve (Bamber 1975; Hanley & McNeil 1982, Radiology 143:29).
  ///
  /// - Parameter counts: how often each film counts, such as a resample's `counts`; once, if nil.
  /// - Returns: the area, or nil where positive or negative films lack.
  public func auroc(counts: [Int]? = nil) -> Double? {
    var (positives, negatives, doubledWins) = (0, 0, 0)
    forEachRun(counts) { runPositives, runNegatives in
      doubledWins += runNegatives * (2 * positives + runPositives)
      positives += runPositives
      negatives += runNegatives
    }
    guard positives > 0, negatives > 0 else { return nil }
    return Double(doubledWins) / Double(2 * positives * negatives)
  }

  /// The mean precision over the positive films: the sum over thresholds of precision times the
  /// recall gained there.
  ///
  /// The area under the steps of the precision-recall curve, without interpolation (Davis & Goadrich
  /// 2006, ICML; as scikit-learn defines it).
  ///
  /// - Parameter counts: how often each film counts, such as a resample's `counts`; once, if nil.
  /// - Returns: the average, or nil without positive films.
  public func averagePrecision(counts: [Int]? = nil) -> Double? {
    var (positives, films, sum) = (0, 0, 0.0)
    forEachRun(counts) { runPositives, runNegatives in
      positives += runPositives
      films += runPositives + runNegatives
      guard runPositives > 0 else { return }
      sum += Double(runPositives) * Double(positives) / Double(films)
    }
    return positives > 0 ? sum / Double(positives) : nil
  }

  /// Walks the runs of equal scores from the highest with how many of each kind they hold.
  func forEachRun(_ counts: [Int]?, _ body: (_ positives: Int, _ negatives: Int) -> Void) {
    precondition(counts.map { $0.count == order.count } ?? true, "each film has a count")
    var place = 0
    for end in ends {
      var (positives, negatives) = (0, 0)
      while place < end {
        let film = order[place]
        let count = counts?[film] ?? 1
        if isPositive[film] { positives += count } else { negatives += count }
        place += 1
      }
      body(positives, negatives)
    }
  }
}
