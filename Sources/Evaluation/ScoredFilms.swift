public import Statistics

/// Films with truth and probabilities, in the form that figures are computed from.
public struct ScoredFilms: Sendable {
  /// The classes.
  public let labels: [String]
  /// For each film a value for each class.
  public let probabilities: [[Double]]
  /// For each film, the index of its class.
  public let truth: [Int]
  /// For each film, the index of its most probable class; of equals the first.
  public let called: [Int]
  /// For each film, its group.
  public let groups: [String]
  /// The films by each class's probability.
  public let ranked: OneVersusRest
  /// Truth against the most probable class.
  public let matrix: ConfusionMatrix

  /// Films whose truth is one of the labels; others are a mistake of the caller.
  public init(_ predictions: [Prediction], labels: [String]) {
    let places = Dictionary(
      labels.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.labels = labels
    probabilities = predictions.map(\.probabilities)
    truth = predictions.map { prediction in
      guard let place = places[prediction.truth] else {
        preconditionFailure("the truth of a prediction is one of the bundle's labels")
      }
      return place
    }
    called = predictions.map(\.calledIndex)
    groups = predictions.map(\.group)
    ranked = OneVersusRest(probabilities: probabilities, truth: truth, classes: labels.count)
    matrix = ConfusionMatrix(labels: labels, truth: truth, predicted: called)
  }

  /// The groups of the scarcer side, with films of a class or without.
  func groups(of label: Int) -> Int {
    let positive = Set(truth.indices.filter { truth[$0] == label }.map { groups[$0] })
    let negative = Set(truth.indices.filter { truth[$0] != label }.map { groups[$0] })
    return min(positive.count, negative.count)
  }
}

extension Prediction {
  /// The index of the most probable class; of equals the first.
  public var calledIndex: Int {
    probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
  }
}
