internal import Glibc
internal import LinearAlgebra

/// The temperature that makes probabilities honest: the one of least weighted log loss.
///
/// Guo et al. (2017), On Calibration of Modern Neural Networks; for an ensemble, of the mean of the
/// networks' probabilities. The loss need not have one minimum then, so a grid comes before the golden
/// section. The bounds keep a lucky fold of few films from making everything certain.
struct TemperatureFit {
  /// From very sure to very unsure.
  static let range = 0.2...5.0

  /// The best temperature, to four digits.
  ///
  /// - Parameters:
  ///   - logits: for each network, films x labels.
  ///   - classes: for each film, the index of its class.
  ///   - weights: for each film, how much it counts.
  /// - Returns: a value inside the range.
  static func temperature(_ logits: [Matrix], classes: [Int], weights: [Double]) -> Double {
    func loss(_ logarithm: Double) -> Double {
      let probabilities = meanProbabilities(logits, temperature: exp(logarithm))
      return weightedLogLoss(probabilities, classes: classes, weights: weights)
    }
    let (low, high) = (log(range.lowerBound), log(range.upperBound))
    let steps = 64
    let width = (high - low) / Double(steps)
    let grid = (0...steps).map { low + Double($0) * width }
    let losses = grid.map(loss)
    let best = grid[losses.indices.reduce(0) { losses[$1] < losses[$0] ? $1 : $0 }]
    var (left, right) = (max(low, best - width), min(high, best + width))
    let ratio = (5.0.squareRoot() - 1) / 2
    while right - left > 1e-6 {
      let (inner, outer) = (right - ratio * (right - left), left + ratio * (right - left))
      if loss(inner) < loss(outer) { right = outer } else { left = inner }
    }
    return (exp((left + right) / 2) * 1e4).rounded() / 1e4
  }
}

/// The mean over the networks of softmax(logits / temperature), a row a film.
func meanProbabilities(_ logits: [Matrix], temperature: Double) -> [[Double]] {
  (0..<logits[0].rows).map { film in
    var sum = [Double](repeating: 0, count: logits[0].columns)
    for network in logits {
      let logarithms = logSoftmax(network.row(film).map { $0 / temperature })
      for (label, value) in logarithms.enumerated() { sum[label] += exp(value) }
    }
    return sum.map { $0 / Double(logits.count) }
  }
}

/// The weighted mean of -log of the true class's probability.
func weightedLogLoss(
  _ probabilities: [[Double]],
  classes: [Int],
  weights: [Double]
) -> Double {
  var sum = 0.0
  for (film, label) in classes.enumerated() {
    sum -= weights[film] * log(max(probabilities[film][label], .ulpOfOne))
  }
  return sum / weights.reduce(0, +)
}
