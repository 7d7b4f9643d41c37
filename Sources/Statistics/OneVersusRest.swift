/// A bundle's probabilities, ranked for each class against all others.
public struct OneVersusRest: Sendable {
  /// For each class, the films by its probability.
  public let rankings: [Ranking]

  /// Ranks films for each class.
  ///
  /// - Parameters:
  ///   - probabilities: for each film a value for each class; never NaN.
  ///   - truth: for each film, the index of its class.
  ///   - classes: how many classes there are.
  public init(probabilities: [[Double]], truth: [Int], classes: Int) {
    precondition(probabilities.count == truth.count, "each film has probabilities and a truth")
    precondition(probabilities.allSatisfy { $0.count == classes }, "each class has a probability")
    precondition(truth.allSatisfy { (0..<classes).contains($0) }, "a truth is one of the classes")
    rankings = (0..<classes).map { index in
      Ranking(scores: probabilities.map { $0[index] }, isPositive: truth.map { $0 == index })
    }
  }

  /// The plain mean of the classes' areas under the ROC curve, over the classes that have one.
  ///
  /// Provost & Domingos (2000) without their weights, as scikit-learn's `roc_auc_score` with
  /// `multi_class="ovr", average="macro"`, which wants films of every class.
  ///
  /// - Parameter counts: how often each film counts, such as a resample's `counts`; once, if nil.
  /// - Returns: the mean; nil where no class has an area.
  public func macroAUROC(counts: [Int]? = nil) -> Double? {
    Self.mean(rankings.compactMap { $0.auroc(counts: counts) })
  }

  /// The plain mean of the classes' average precision, over the classes that have films.
  ///
  /// - Parameter counts: how often each film counts, such as a resample's `counts`; once, if nil.
  /// - Returns: the mean; nil of no films.
  public func macroAveragePrecision(counts: [Int]? = nil) -> Double? {
    Self.mean(rankings.compactMap { $0.averagePrecision(counts: counts) })
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
