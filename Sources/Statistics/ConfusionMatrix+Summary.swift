extension ConfusionMatrix {
  /// The plain mean of the classes' sensitivities, over the classes that have films; nil of no films.
  ///
  /// Brodersen et al. (2010), ICPR, 3121; for several classes as in scikit-learn.
  public var balancedAccuracy: Double? { macroAverage { $0.sensitivity.value } }

  /// The plain mean of the classes' F1, over the classes that have films or were named.
  ///
  /// Opitz & Burst (2019), arXiv:1911.03347, the mean of F1 scores and not the F1 of means.
  public var macroF1: Double? { macroAverage { $0.f1 } }

  /// The plain mean of a figure over the classes that have it; nil where none has.
  ///
  /// - Parameter figure: such as `{ $0.specificity.value }`.
  /// - Returns: the mean of the values that are not nil, so that a class without films neither helps
  ///   nor hurts.
  public func macroAverage(_ figure: (ClassFigures) -> Double?) -> Double? {
    let values = classes.compactMap(figure)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The agreement of truth and prediction beyond chance: (observed - expected) / (1 - expected).
  ///
  /// Cohen (1960), Educational and Psychological Measurement 20:37. Nil of no films, and where chance
  /// alone agrees always because truth and prediction know the same single class.
  public var cohenKappa: Double? {
    let all = films
    let chance = zip(margins.truths, margins.predictions).reduce(0) { $0 + $1.0 * $1.1 }
    // Multiplied out by the square of all films, so that 0/0 is recognised exactly.
    let (above, below) = (correct * all - chance, all * all - chance)
    return below == 0 ? nil : Double(above) / Double(below)
  }

  /// The correlation of truth and prediction, from -1 to 1.
  ///
  /// Matthews (1975), Biochimica et Biophysica Acta 405:442; for several classes R_K of Gorodkin
  /// (2004), Computational Biology and Chemistry 28:367. Nil where truth or prediction knows one class
  /// only, since a constant correlates with nothing.
  public var matthewsCorrelation: Double? {
    let all = films
    let (truths, predictions) = margins
    let covariance = correct * all - zip(truths, predictions).reduce(0) { $0 + $1.0 * $1.1 }
    let ofTruths = all * all - truths.reduce(0) { $0 + $1 * $1 }
    let ofPredictions = all * all - predictions.reduce(0) { $0 + $1 * $1 }
    guard ofTruths > 0, ofPredictions > 0 else { return nil }
    return Double(covariance) / (Double(ofTruths).squareRoot() * Double(ofPredictions).squareRoot())
  }
}
