internal import Statistics

/// How one class was told from all others.
public struct ClassReport: Sendable, Hashable, Codable {
  /// The class.
  public let label: String
  /// Films of the class.
  public let films: Int
  /// Films that were called so.
  public let called: Int
  /// Of the films of the class, those called so (recall).
  public let sensitivity: Estimate
  /// Of the films of other classes, those called otherwise.
  public let specificity: Estimate
  /// Of the films called so, those of the class (precision).
  public let positivePredictiveValue: Estimate
  /// Of the films called otherwise, those of other classes.
  public let negativePredictiveValue: Estimate
  /// The harmonic mean of sensitivity and positive predictive value.
  public let f1: Estimate
  /// The area under the ROC curve of the class's probability.
  public let auroc: Estimate
  /// The area under the steps of the precision-recall curve.
  public let averagePrecision: Estimate
  /// Of all films, those of the class.
  public let prevalence: Double?

  init(_ index: Int, of films: ScoredFilms, _ resampling: Resampling) {
    let counts = films.matrix.classes[index]
    label = films.labels[index]
    self.films = counts.support
    called = counts.truePositives + counts.falsePositives
    prevalence = counts.prevalence.value
    sensitivity = resampling.share({ $0.classes[index].sensitivity }) { truth, _ in
      truth == index
    }
    specificity = resampling.share({ $0.classes[index].specificity }) { truth, _ in
      truth != index
    }
    positivePredictiveValue = resampling.share({ $0.classes[index].positivePredictiveValue }) {
      $1 == index
    }
    negativePredictiveValue = resampling.share({ $0.classes[index].negativePredictiveValue }) {
      $1 != index
    }
    f1 = resampling.summary { $0.classes[index].f1 }
    auroc = resampling.auroc(of: index)
    averagePrecision = resampling.averagePrecision(of: index)
  }
}
