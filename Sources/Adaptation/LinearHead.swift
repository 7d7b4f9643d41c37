public import LinearAlgebra

/// The layer after global average pooling: logits = weights x features + bias.
public struct LinearHead: Sendable, Hashable {
  /// Labels x channels.
  public let weights: Matrix
  /// One for each label.
  public let bias: [Double]

  /// A head; a bias for each row of the weights.
  public init(weights: Matrix, bias: [Double]) {
    precondition(weights.rows == bias.count, "a label has weights and a bias")
    self.weights = weights
    self.bias = bias
  }

  /// A row of logits for each row of features.
  public func logits(of features: Matrix) -> Matrix {
    var logits = features.timesTransposed(weights)
    for film in 0..<logits.rows {
      for label in bias.indices { logits[film, label] += bias[label] }
    }
    return logits
  }

  /// The head whose logits at temperature 1 are those of this one at a temperature.
  public func divided(by temperature: Double) -> LinearHead {
    LinearHead(
      weights: Matrix(
        rows: weights.rows,
        columns: weights.columns,
        values: weights.values.map { $0 / temperature }
      ),
      bias: bias.map { $0 / temperature }
    )
  }
}
