public import LinearAlgebra

/// Multinomial logistic regression with an L2 penalty, on features that stay as they are.
///
/// Without a prior it minimises what scikit-learn's `LogisticRegression` does for the same C and class
/// weights. With one, the penalty is on the difference from that head's weights: the smaller C, the
/// nearer the head stays to it. The bias is free in both.
public struct HeadFit: Sendable {
  /// C, the inverse of the penalty's strength.
  public let inverseRegularization: Double
  /// How much a film counts.
  public let classWeights: ClassWeights
  /// The head to stay near to; nil for weights near to 0.
  public let prior: LinearHead?

  /// A fit.
  ///
  /// - Parameters:
  ///   - inverseRegularization: C, above 0.
  ///   - classWeights: how much a film counts.
  ///   - prior: the head to stay near to.
  public init(
    inverseRegularization: Double,
    classWeights: ClassWeights = .balanced,
    prior: LinearHead? = nil
  ) {
    precondition(inverseRegularization > 0, "C is above 0")
    self.inverseRegularization = inverseRegularization
    self.classWeights = classWeights
    self.prior = prior
  }

  /// The head that fits films best.
  ///
  /// - Parameters:
  ///   - features: films x channels.
  ///   - classes: for each film, the index of its class.
  ///   - labels: how many classes there are.
  /// - Returns: the one minimum.
  /// - Throws: `LinearAlgebraError.notFinite` for features that are no numbers.
  public func head(
    _ features: Matrix,
    classes: [Int],
    labels: Int
  ) throws(LinearAlgebraError) -> LinearHead {
    guard features.isFinite else { throw .notFinite }
    let space = try FeatureSpace(of: features)
    let offsets = prior?.logits(of: features) ?? Matrix(rows: features.rows, columns: labels)
    let objective = SoftmaxObjective(
      features: space.coordinates,
      classes: classes,
      weights: classWeights.weights(classes),
      offsets: offsets,
      inverseRegularization: inverseRegularization * space.variance
    )
    let start = [Double](repeating: 0, count: objective.parameters)
    let found = LimitedMemoryBFGS().minimum(of: { objective($0) }, from: start).point
    return space.head(objective.coefficients(of: found), bias: objective.bias(of: found), on: prior)
  }
}
