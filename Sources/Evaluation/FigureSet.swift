public import Statistics

/// All figures of one set of films.
public struct FigureSet: Sendable, Hashable, Codable {
  /// How many films.
  public let films: Int
  /// How many groups, such as patients.
  public let groups: Int
  /// Films of each class (row) by their most probable class (column).
  public let confusion: [[Int]]
  /// Of all films, those that were called what they are.
  public let accuracy: Estimate
  /// The mean of the classes' sensitivities.
  public let balancedAccuracy: Estimate
  /// The mean of the classes' F1.
  public let macroF1: Estimate
  /// The mean of the classes' areas under the ROC curve.
  public let macroAuroc: Estimate
  /// The mean of the classes' average precision.
  public let macroAveragePrecision: Estimate
  /// Agreement beyond chance (Cohen).
  public let cohenKappa: Estimate
  /// Correlation of truth and call (Matthews, Gorodkin).
  public let matthewsCorrelation: Estimate
  /// Expected calibration error of the most probable class, 15 bins.
  public let expectedCalibrationError: Estimate
  /// The Brier score, summed over the classes, 0 to 2.
  public let brier: Estimate
  /// The mean negative logarithm of the true class's probability.
  public let logLoss: Estimate
  /// How often the most probable class is right, by its probability.
  public let reliability: [ReliabilityLine]
  /// Each class against the others.
  public let classes: [ClassReport]

  /// The figures, or nil of no films.
  ///
  /// - Parameters:
  ///   - predictions: truths are among the labels.
  ///   - labels: the classes in the order of the probabilities.
  ///   - bootstrap: what draws the resamples.
  public init?(_ predictions: [Prediction], labels: [String], bootstrap: Bootstrap) {
    guard !predictions.isEmpty else { return nil }
    let scored = ScoredFilms(predictions, labels: labels)
    let resampling = Resampling(scored, bootstrap)
    films = predictions.count
    groups = Set(scored.groups).count
    confusion = scored.matrix.counts
    accuracy = resampling.share(\.accuracy) { _, _ in true }
    balancedAccuracy = resampling.summary(\.balancedAccuracy)
    macroF1 = resampling.summary(\.macroF1)
    macroAuroc = resampling.macroAUROC()
    macroAveragePrecision = resampling.macroAveragePrecision()
    cohenKappa = resampling.summary(\.cohenKappa)
    matthewsCorrelation = resampling.summary(\.matthewsCorrelation)
    let (probabilities, truth) = (scored.probabilities, scored.truth)
    let calibration = CalibrationError(topLabelOf: probabilities, truth: truth)
    // Resamples repeat films and thereby look worse calibrated: their interval would lie too high.
    expectedCalibrationError = Estimate(calibration.expected)
    brier = resampling.brier(ProbabilityScore.brier(probabilities: probabilities, truth: truth))
    logLoss = resampling.logLoss(
      ProbabilityScore.logLoss(probabilities: probabilities, truth: truth)
    )
    reliability = calibration.bins.map(ReliabilityLine.init)
    classes = labels.indices.map { ClassReport($0, of: scored, resampling) }
  }
}

/// The films whose highest probability lies in one stretch.
public struct ReliabilityLine: Sendable, Hashable, Codable {
  /// The bin holds probabilities above this.
  public let above: Double
  /// The bin holds probabilities up to this.
  public let upTo: Double
  /// How many films.
  public let films: Int
  /// Their mean probability; nil of none.
  public let meanConfidence: Double?
  /// The share that was right; nil of none.
  public let observed: Double?
  /// The lower end of Wilson's interval of that share.
  public let low: Double?
  /// The upper end.
  public let high: Double?

  init(_ bin: ReliabilityBin) {
    above = bin.above
    upTo = bin.upTo
    films = bin.films
    meanConfidence = bin.meanConfidence
    observed = bin.observed.value
    low = bin.observed.interval?.lowerBound
    high = bin.observed.interval?.upperBound
  }
}
