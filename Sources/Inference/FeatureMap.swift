internal import Imaging

/// What a network's last convolution found where: channels x rows x columns.
struct FeatureMap: Sendable, Hashable {
  let channels: Int
  let rows: Int
  let columns: Int
  /// Channel after channel, row after row.
  let values: [Float]

  /// One channel.
  subscript(channel: Int) -> FloatMap {
    let size = rows * columns
    let plane = values[(channel * size)..<((channel + 1) * size)]
    return FloatMap(rows: rows, columns: columns, samples: Array(plane))
  }

  /// The mean of each channel.
  var means: [Double] { averages { Double($0) } }

  /// The mean square of each channel.
  var energies: [Double] { averages { Double($0) * Double($0) } }

  /// The sum of all channels, each times its weight, without what is negative.
  func rectifiedSum(weights: some Sequence<Double>) -> FloatMap {
    let size = rows * columns
    var sum = [Double](repeating: 0, count: size)
    for (channel, weight) in weights.enumerated() {
      for pixel in 0..<size { sum[pixel] += weight * Double(values[channel * size + pixel]) }
    }
    return FloatMap(rows: rows, columns: columns, samples: sum.map { Float(max(0, $0)) })
  }

  private func averages(_ measure: (Float) -> Double) -> [Double] {
    let size = rows * columns
    return (0..<channels).map { channel in
      (0..<size).reduce(0) { $0 + measure(values[channel * size + $1]) } / Double(size)
    }
  }
}

extension Raster where Sample == Float {
  /// The map divided by its largest value; as it is when that is not above 0.
  var normalizedByMaximum: FloatMap {
    guard let largest = samples.max(), largest > 0 else { return self }
    return FloatMap(rows: rows, columns: columns, samples: samples.map { $0 / largest })
  }
}
