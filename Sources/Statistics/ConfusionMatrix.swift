/// Which classes the films have, and which they were called.
public struct ConfusionMatrix: Sendable, Hashable {
  /// The names of the classes.
  public let labels: [String]
  /// The films of class `truth` that were called `predicted`: `counts[truth][predicted]`.
  public let counts: [[Int]]

  /// A matrix that has been counted already.
  ///
  /// - Parameters:
  ///   - labels: a name for each class.
  ///   - counts: a row for each true class, a column for each predicted one; none below 0.
  public init(labels: [String], counts: [[Int]]) {
    precondition(
      counts.count == labels.count && counts.allSatisfy { $0.count == labels.count },
      "a confusion matrix has a row and a column for each class"
    )
    precondition(counts.joined().allSatisfy { $0 >= 0 }, "counts are not negative")
    self.labels = labels
    self.counts = counts
  }

  /// Counts films.
  ///
  /// - Parameters:
  ///   - labels: a name for each class.
  ///   - truth: for each film, the index of its class.
  ///   - predicted: for each film, the index of the class it was called.
  ///   - weights: how often each film counts, such as a resample's `counts`; once, if nil.
  public init(labels: [String], truth: [Int], predicted: [Int], weights: [Int]? = nil) {
    precondition(truth.count == predicted.count, "each film has a truth and a prediction")
    precondition(weights.map { $0.count == truth.count } ?? true, "each film has a weight")
    let classes = labels.count
    var cells = [Int](repeating: 0, count: classes * classes)
    for film in truth.indices {
      precondition(
        labels.indices.contains(truth[film]) && labels.indices.contains(predicted[film]),
        "a class is an index of the labels"
      )
      cells[truth[film] * classes + predicted[film]] += weights?[film] ?? 1
    }
    let counts = labels.indices.map { Array(cells[$0 * classes..<($0 + 1) * classes]) }
    self.init(labels: labels, counts: counts)
  }

  /// All films.
  public var films: Int { counts.joined().reduce(0, +) }

  /// The films that were called what they are.
  public var correct: Int { labels.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// Of all films, those that were called what they are.
  public var accuracy: Proportion { Proportion(correct, of: films) }

  /// One class against the rest, in the order of the labels.
  public var classes: [ClassFigures] {
    let all = films
    let (truths, predictions) = margins
    return labels.indices.map { index in
      let hits = counts[index][index]
      return ClassFigures(
        truePositives: hits,
        falsePositives: predictions[index] - hits,
        falseNegatives: truths[index] - hits,
        trueNegatives: all - truths[index] - predictions[index] + hits
      )
    }
  }

  /// The films of each class, and the films called so.
  var margins: (truths: [Int], predictions: [Int]) {
    var predictions = [Int](repeating: 0, count: labels.count)
    for row in counts {
      for (column, count) in row.enumerated() { predictions[column] += count }
    }
    return (counts.map { $0.reduce(0, +) }, predictions)
  }
}
