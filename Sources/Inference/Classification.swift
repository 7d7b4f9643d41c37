internal import Glibc

/// What the networks say of a film.
public struct Classification: Sendable, Hashable {
  /// The findings, in the order of the probabilities.
  public let labels: [String]
  /// The mean over the networks of softmax(logits / temperature); they sum to 1.
  public let probabilities: [Double]
  /// The index of the largest probability; of the first between equals.
  public let winner: Int
  /// For each network, what it answered.
  public let logits: [[Float]]
  /// Whether the winner's probability is below the bundle's minimum: then the answer is none.
  public let isAbstained: Bool
  /// For each network, what it found where; empty for networks without a feature map.
  let featureMaps: [FeatureMap]

  /// For each network with a feature map, the mean of each channel: what its head reads.
  public var features: [[Double]] { featureMaps.map(\.means) }

  /// The winner's label.
  public var finding: String { labels[winner] }
  /// The winner's probability.
  public var probability: Double { probabilities[winner] }

  init(
    labels: [String],
    logits: [[Float]],
    featureMaps: [FeatureMap],
    temperature: Double,
    minimumProbability: Double
  ) {
    self.labels = labels
    self.logits = logits
    self.featureMaps = featureMaps
    let each = logits.map { softmax($0, temperature: temperature) }
    let mean = labels.indices.map { label in
      each.reduce(0) { $0 + $1[label] } / Double(each.count)
    }
    probabilities = mean
    winner = mean.indices.reduce(0) { mean[$1] > mean[$0] ? $1 : $0 }
    isAbstained = mean[winner] < minimumProbability
  }
}

/// Probabilities from logits, in double precision, safe against overflow.
func softmax(_ logits: [Float], temperature: Double) -> [Double] {
  let scaled = logits.map { Double($0) / temperature }
  let largest = scaled.max() ?? 0
  let powers = scaled.map { exp($0 - largest) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}
