internal import LinearAlgebra

/// Features in coordinates in which a fit is quick: centred, of total variance 1, and of no more
/// dimensions than there are films.
///
/// None of it changes what is fitted. The bias is free, so centring only moves it; the penalty is of
/// Euclidean length, so a rotation keeps it, and directions in which no film differs from the mean
/// get no weight from it. The scale makes a C mean the same for every network: it is C of the plain
/// features times their total variance.
struct FeatureSpace {
  /// Films x dimensions.
  let coordinates: Matrix
  /// The total variance of the plain features.
  let variance: Double
  private let mean: [Double]
  /// Dimensions x channels, an orthonormal row a dimension; nil where the channels are as they were.
  private let basis: Matrix?

  /// The space of features.
  ///
  /// - Parameter features: films x channels, not all rows the same.
  /// - Throws: what the decomposition throws.
  init(of features: Matrix) throws(LinearAlgebraError) {
    let films = Double(features.rows)
    let ones = [Double](repeating: 1 / films, count: features.rows)
    let mean = features.transposedTimes(ones)
    var centred = features
    for film in 0..<features.rows {
      for channel in 0..<features.columns { centred[film, channel] -= mean[channel] }
    }
    let total = centred.values.dot(centred.values) / films
    variance = total > 0 ? total : 1
    let scale = 1 / variance.squareRoot()
    centred.values = centred.values.map { $0 * scale }
    self.mean = mean
    guard features.rows < features.columns else {
      (coordinates, basis) = (centred, nil)
      return
    }
    let eigen = try SymmetricEigen(of: centred.timesTransposed(centred))
    // What lies below is rounding; its directions would not be orthogonal.
    let kept = eigen.values.indices.filter { eigen.values[$0] > 1e-12 * (eigen.values.last ?? 0) }
    var rows = eigen.vectors.rows(at: kept).times(centred)
    for (row, index) in kept.enumerated() {
      let length = eigen.values[index].squareRoot()
      for channel in 0..<rows.columns { rows[row, channel] /= length }
    }
    basis = rows
    coordinates = centred.timesTransposed(rows)
  }

  /// A head over the plain features, from coefficients and bias over the coordinates.
  ///
  /// - Parameters:
  ///   - coefficients: labels x dimensions.
  ///   - bias: one for each label.
  ///   - prior: a head to which they are added.
  /// - Returns: the sum of both.
  func head(_ coefficients: Matrix, bias: [Double], on prior: LinearHead?) -> LinearHead {
    var weights = basis.map(coefficients.times) ?? coefficients
    let scale = 1 / variance.squareRoot()
    weights.values = weights.values.map { $0 * scale }
    let shift = weights.times(mean)
    var total = bias
    total.add(shift, times: -1)
    if let prior {
      weights.values.add(prior.weights.values, times: 1)
      total.add(prior.bias, times: 1)
    }
    return LinearHead(weights: weights, bias: total)
  }
}
