public import Statistics

/// How well a bundle reads films whose class is known.
///
/// Figures are given twice: of the films that were answered, and of all films that have
/// probabilities, abstentions with their most probable class. Films without probabilities are in
/// neither; `coverage` counts them.
public struct EvaluationReport: Sendable, Hashable, Codable {
  /// The bundle and its version, as `name version`.
  public let model: String
  /// The classes.
  public let labels: [String]
  /// How many films got an answer.
  public let coverage: Coverage
  /// The same for each class.
  public let coverageByClass: [NamedCoverage]
  /// The figures of the films that were answered; nil of none.
  public let answered: FigureSet?
  /// The figures of all films that have probabilities; nil of none.
  public let all: FigureSet?
  /// The figures of parts of the films.
  public let slices: [EvaluationSlice]
  /// Films and labels that do not fit together.
  public let remarks: [EvaluationRemark]
  /// The seed of the resamples.
  public let seed: UInt64
  /// How many resamples each interval by bootstrap rests on.
  public let resamples: Int

  /// Computes all figures.
  ///
  /// - Parameters:
  ///   - films: predictions with their truth, films without an answer, and remarks.
  ///   - model: the bundle, as `name version`.
  ///   - labels: the classes in the order of the probabilities.
  ///   - splits: properties to split by.
  ///   - bootstrap: what draws the resamples of intervals.
  public init(
    of films: LabelledFilms,
    model: String,
    labels: [String],
    splits: [String] = [],
    bootstrap: Bootstrap = Bootstrap()
  ) {
    self.init(
      films.predictions,
      unread: films.unread,
      remarks: films.remarks,
      model: model,
      labels: labels,
      splits: splits,
      bootstrap: bootstrap
    )
  }

  /// As above, from predictions that were not made by a walk over films.
  public init(
    _ predictions: [Prediction],
    unread: [UnreadFilm] = [],
    remarks: [EvaluationRemark] = [],
    model: String,
    labels: [String],
    splits: [String] = [],
    bootstrap: Bootstrap = Bootstrap()
  ) {
    self.model = model
    self.labels = labels
    self.remarks = remarks
    seed = bootstrap.seed
    resamples = bootstrap.resamples
    coverage = Coverage(predictions, unread)
    coverageByClass = labels.map { label in
      NamedCoverage(
        name: label,
        coverage: Coverage(
          predictions.filter { $0.truth == label },
          unread.filter { $0.truth == label }
        )
      )
    }
    let answered = predictions.filter { !$0.isAbstained }
    self.answered = FigureSet(answered, labels: labels, bootstrap: bootstrap)
    all =
      answered.count == predictions.count
      ? self.answered : FigureSet(predictions, labels: labels, bootstrap: bootstrap)
    slices = splits.flatMap { column in
      EvaluationSlice.all(column, predictions, unread, labels, bootstrap)
    }
  }
}

/// The films that share one value of a property.
public struct EvaluationSlice: Sendable, Hashable, Codable {
  /// The property, such as `source`.
  public let column: String
  /// Its value; empty where it is not stated.
  public let value: String
  /// How many of these films got an answer.
  public let coverage: Coverage
  /// The figures of those that were answered; nil of none.
  public let answered: FigureSet?
  /// The figures of those that have probabilities; nil of none.
  public let all: FigureSet?

  static func all(
    _ column: String,
    _ predictions: [Prediction],
    _ unread: [UnreadFilm],
    _ labels: [String],
    _ bootstrap: Bootstrap
  ) -> [Self] {
    let scored = Dictionary(grouping: predictions) { $0.properties[column] ?? "" }
    let others = Dictionary(grouping: unread) { $0.properties[column] ?? "" }
    return Set(scored.keys).union(others.keys).sorted().map { value in
      let films = scored[value] ?? []
      let answered = films.filter { !$0.isAbstained }
      let figures = FigureSet(answered, labels: labels, bootstrap: bootstrap)
      return Self(
        column: column,
        value: value,
        coverage: Coverage(films, others[value] ?? []),
        answered: figures,
        all: answered.count == films.count
          ? figures : FigureSet(films, labels: labels, bootstrap: bootstrap)
      )
    }
  }
}
