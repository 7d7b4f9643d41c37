internal import Statistics

/// How well probabilities fit films whose class is known.
public struct AdaptationFigures: Sendable, Hashable, Codable {
  /// A figure and its 95 % interval from resampled patients; nil where there is none.
  public struct Figure: Sendable, Hashable, Codable {
    /// The figure.
    public let value: Double?
    /// The interval's lower end.
    public let low: Double?
    /// Its upper end.
    public let high: Double?

    init(_ value: Double?, _ interval: ClosedRange<Double>?) {
      (self.value, low, high) = (value, interval?.lowerBound, interval?.upperBound)
    }
  }

  /// The mean of -log of the true class's probability, films weighted as in the fit.
  public let logLoss: Figure
  /// The mean of the classes' sensitivities.
  public let balancedAccuracy: Figure
  /// For each label, the area under its ROC curve against the rest.
  public let auroc: [Figure]

  /// The plain mean of the labels' areas; nil where one has none.
  public var macroAUROC: Double? {
    let values = auroc.compactMap(\.value)
    return values.count == auroc.count ? values.reduce(0, +) / Double(values.count) : nil
  }

  /// - Parameters:
  ///   - probabilities: for each film a value for each label.
  ///   - data: the films.
  ///   - labels: the classes.
  ///   - classWeights: how much a film counts in the loss.
  init(
    _ probabilities: [[Double]],
    _ data: LabelledFeatures,
    labels: [String],
    classWeights: ClassWeights
  ) {
    let bootstrap = Bootstrap()
    let losses = Self.losses(probabilities, data.classes)
    logLoss = Figure(
      Self.mean(losses, data.classes, Array(0..<data.count), classWeights),
      bootstrap.interval(groups: data.groups) {
        Self.mean(losses, data.classes, $0.films, classWeights)
      }
    )
    let called = probabilities.map { row in
      row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
    }
    func balanced(_ counts: [Int]?) -> Double? {
      ConfusionMatrix(labels: labels, truth: data.classes, predicted: called, weights: counts)
        .balancedAccuracy
    }
    balancedAccuracy = Figure(
      balanced(nil),
      bootstrap.interval(groups: data.groups) { balanced($0.counts) }
    )
    auroc = OneVersusRest(probabilities: probabilities, truth: data.classes, classes: labels.count)
      .rankings.map { ranking in
        Figure(
          ranking.auroc(),
          bootstrap.interval(groups: data.groups) { ranking.auroc(counts: $0.counts) }
        )
      }
  }

  /// How much lower a second loss is than a first, paired by film.
  static func gain(
    from first: [[Double]],
    to second: [[Double]],
    _ data: LabelledFeatures,
    _ classWeights: ClassWeights
  ) -> Figure {
    let differences = zip(losses(first, data.classes), losses(second, data.classes)).map { $0 - $1 }
    return Figure(
      mean(differences, data.classes, Array(0..<data.count), classWeights),
      Bootstrap().interval(groups: data.groups) {
        mean(differences, data.classes, $0.films, classWeights)
      }
    )
  }

  private static func losses(_ probabilities: [[Double]], _ classes: [Int]) -> [Double] {
    zip(probabilities, classes).map {
      weightedLogLoss([$0], classes: [$1], weights: [1])
    }
  }

  private static func mean(
    _ values: [Double],
    _ classes: [Int],
    _ films: [Int],
    _ classWeights: ClassWeights
  ) -> Double? {
    let weights = classWeights.weights(films.map { classes[$0] })
    let sum = zip(films, weights).reduce(0) { $0 + values[$1.0] * $1.1 }
    let total = weights.reduce(0, +)
    return total > 0 ? sum / total : nil
  }
}
