internal import Glibc
internal import LinearAlgebra

/// The penalised loss of a multinomial logistic regression, and its gradient.
///
/// sum of w_i (logsumexp(z_i) - z_i[class]) + |V|^2 / (2 C) with z_i = offset_i + V x_i + c: for no
/// offset, scikit-learn's `LogisticRegression` (C, multinomial, bias unpenalised). The parameters are
/// V row after row, then c.
struct SoftmaxObjective {
  let features: Matrix
  let classes: [Int]
  let weights: [Double]
  /// Logits that are there before anything is fitted, films x labels.
  let offsets: Matrix
  /// C: the larger, the freer.
  let inverseRegularization: Double

  var labels: Int { offsets.columns }
  private var coefficients: Int { labels * features.columns }

  /// How many parameters.
  var parameters: Int { coefficients + labels }

  /// The loss and its gradient.
  func callAsFunction(_ parameters: [Double]) -> (value: Double, gradient: [Double]) {
    let matrix = coefficients(of: parameters)
    var residuals = features.timesTransposed(matrix)
    residuals.values.add(offsets.values, times: 1)
    var loss = 0.0
    var biasGradient = [Double](repeating: 0, count: labels)
    let bias = parameters[coefficients...]
    for film in 0..<features.rows {
      var row = Array(residuals.row(film))
      for (label, value) in bias.enumerated() { row[label] += value }
      let logarithms = logSoftmax(row)
      loss -= weights[film] * logarithms[classes[film]]
      for label in 0..<labels {
        let truth: Double = classes[film] == label ? 1 : 0
        let residual = weights[film] * (exp(logarithms[label]) - truth)
        residuals[film, label] = residual
        biasGradient[label] += residual
      }
    }
    var gradient = residuals.transposedTimes(features).values
    gradient.add(matrix.values, times: 1 / inverseRegularization)
    let penalty = matrix.values.dot(matrix.values) / (2 * inverseRegularization)
    return (loss + penalty, gradient + biasGradient)
  }

  /// The coefficients among the parameters, labels x columns.
  func coefficients(of parameters: [Double]) -> Matrix {
    Matrix(
      rows: labels,
      columns: features.columns,
      values: Array(parameters[..<coefficients])
    )
  }

  /// The bias among the parameters.
  func bias(of parameters: [Double]) -> [Double] { Array(parameters[coefficients...]) }
}

/// The logarithms of the probabilities, safe against overflow.
func logSoftmax(_ logits: [Double]) -> [Double] {
  let largest = logits.max() ?? 0
  let sum = log(logits.reduce(0) { $0 + exp($1 - largest) }) + largest
  return logits.map { $0 - sum }
}
