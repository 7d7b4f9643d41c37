internal import Statistics

/// Two bundles on the same films.
///
/// Only films for which both have probabilities count, abstentions with their most probable class,
/// so that neither gains by answering less. Both tests take films as independent.
public struct ModelComparison: Sendable, Hashable, Codable {
  /// The first bundle, as `name version`.
  public let first: String
  /// The second bundle.
  public let second: String
  /// How many films both have probabilities for.
  public let films: Int
  /// Films on which only the first is right.
  public let onlyFirstRight: Int
  /// Films on which only the second is right.
  public let onlySecondRight: Int
  /// McNemar's exact two-sided p value.
  public let mcnemarExactPValue: Double
  /// McNemar's statistic with continuity correction; nil where the bundles never disagree.
  public let mcnemarChiSquare: Double?
  /// The p value of the statistic.
  public let mcnemarChiSquarePValue: Double?
  /// For each class the areas under both ROC curves.
  public let classes: [AreaComparison]

  /// Compares predictions of the same films, matched by `Prediction.film`.
  ///
  /// - Parameters:
  ///   - first: of the first bundle.
  ///   - second: of the second bundle, whose probabilities have the same order of labels.
  ///   - labels: the classes.
  ///   - names: both bundles, as `name version`.
  public init(
    _ first: [Prediction],
    _ second: [Prediction],
    labels: [String],
    names: (first: String, second: String)
  ) {
    self.first = names.first
    self.second = names.second
    let others = Dictionary(second.map { ($0.film, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = first.compactMap { film in others[film.film].map { (film, $0) } }
    films = pairs.count
    func isRight(_ film: Prediction) -> Bool { labels[film.calledIndex] == film.truth }
    let test = McNemar(
      first: pairs.map { isRight($0.0) },
      second: pairs.map { isRight($0.1) }
    )
    onlyFirstRight = test.onlyFirst
    onlySecondRight = test.onlySecond
    mcnemarExactPValue = test.exactPValue
    mcnemarChiSquare = test.chiSquare
    mcnemarChiSquarePValue = test.chiSquarePValue
    classes = labels.indices.map { index in
      AreaComparison(
        label: labels[index],
        DeLongTest(
          first: pairs.map { $0.0.probabilities[index] },
          second: pairs.map { $0.1.probabilities[index] },
          isPositive: pairs.map { $0.0.truth == labels[index] }
        )
      )
    }
  }
}

/// DeLong's paired test of one class; everything is nil where the method has no answer.
public struct AreaComparison: Sendable, Hashable, Codable {
  /// The class.
  public let label: String
  /// The area of the first bundle.
  public let firstAuroc: Double?
  /// The area of the second bundle.
  public let secondAuroc: Double?
  /// The first less the second.
  public let difference: Double?
  /// The lower end of the difference's 95 % interval.
  public let low: Double?
  /// The upper end.
  public let high: Double?
  /// The two-sided p value.
  public let pValue: Double?

  /// The difference with its interval.
  var estimate: Estimate {
    guard let low, let high, low <= high else { return Estimate(difference) }
    return Estimate(difference, low...high, by: .delong)
  }

  init(label: String, _ test: DeLongTest?) {
    self.label = label
    firstAuroc = test?.first
    secondAuroc = test?.second
    difference = test?.difference
    low = test?.interval?.lowerBound
    high = test?.interval?.upperBound
    pValue = test?.pValue
  }
}
