import LinearAlgebra
import Statistics

/// Features of classes that overlap, the same on every machine.
struct Drawn {
  let features: Matrix
  let classes: [Int]

  /// Classes differ in a few channels by `distance`, and are not equally frequent.
  init(films: Int, channels: Int, labels: Int, distance: Double = 1, seed: UInt64) {
    var features = Self.noise(films, channels, seed: seed)
    classes = (0..<films).map { ($0 % (labels + 1)) % labels }
    for (film, label) in classes.enumerated() {
      features[film, label % channels] += distance
      for channel in 0..<channels { features[film, channel] += 3 }
    }
    self.features = features
  }

  /// Uniform values from -1 to 1.
  static func noise(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = SplitMix64(seed: seed)
    let values = (0..<rows * columns).map { _ in Double.random(in: -1...1, using: &generator) }
    return Matrix(rows: rows, columns: columns, values: values)
  }

  static func rows(_ matrix: Matrix) -> [[Double]] {
    (0..<matrix.rows).map { Array(matrix.row($0)) }
  }
}
