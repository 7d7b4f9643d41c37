internal import Glibc

/// Proper scores: the lower, the better, and lowest on average for the true probabilities.
public enum ProbabilityScore {
  /// The mean squared distance of the probabilities from the truth, summed over the classes.
  ///
  /// The original form of Brier (1950), Monthly Weather Review 78:1, from 0 to 2.
  ///
  /// - Parameters:
  ///   - probabilities: for each film a value for each class.
  ///   - truth: for each film, the index of its class.
  /// - Returns: the score; nil of no films.
  public static func brier(probabilities: [[Double]], truth: [Int]) -> Double? {
    mean(probabilities, truth) { row, truth in
      row.indices.reduce(0) { sum, index in
        let distance = row[index] - (index == truth ? 1 : 0)
        return sum + distance * distance
      }
    }
  }

  /// The mean squared distance of one class's probability from the truth: half of the above, 0 to 1.
  ///
  /// - Parameters:
  ///   - scores: for each film, the probability that it is positive.
  ///   - isPositive: for each film, the truth.
  /// - Returns: the score; nil of no films.
  public static func brier(scores: [Double], isPositive: [Bool]) -> Double? {
    brier(probabilities: scores.map { [$0] }, truth: isPositive.map { $0 ? 0 : 1 })
  }

  /// The mean negative natural logarithm of the true class's probability (Good 1952).
  ///
  /// Probabilities are clipped to the machine's epsilon at both ends, as scikit-learn does, so that one
  /// confident error costs 36 and not everything.
  ///
  /// - Parameters:
  ///   - probabilities: for each film a value for each class.
  ///   - truth: for each film, the index of its class.
  /// - Returns: the score; nil of no films.
  public static func logLoss(probabilities: [[Double]], truth: [Int]) -> Double? {
    let epsilon = Double.ulpOfOne
    return mean(probabilities, truth) { row, truth in
      -log(min(max(row[truth], epsilon), 1 - epsilon))
    }
  }

  private static func mean(
    _ probabilities: [[Double]],
    _ truth: [Int],
    of score: ([Double], Int) -> Double
  ) -> Double? {
    precondition(probabilities.count == truth.count, "each film has probabilities and a truth")
    guard !truth.isEmpty else { return nil }
    return zip(probabilities, truth).reduce(0) { $0 + score($1.0, $1.1) } / Double(truth.count)
  }
}
