import Statistics

/// Films that some model read, drawn at random: many ties, and classes that may have no films.
struct RandomReading: Encodable {
  let classes: Int
  let truth: [Int]
  let probabilities: [[Double]]
  let predicted: [Int]
  /// Another model's scores of class 0.
  let rival: [Double]
  /// A demanded sensitivity or specificity.
  let at: Double
  let bins: Int

  /// A reading of `films` films.
  init(films: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let classes = 2 + random.index(below: 4)
    // Every third reading knows fewer classes in truth than it has labels.
    let known = seed % 3 == 0 ? 1 + random.index(below: classes) : classes
    // A coarse grid makes ties, and puts values on the edges of bins; the finest one makes none.
    let grid = [4, 20, 100, 1 << 40][random.index(below: 4)]
    self.classes = classes
    bins = [1, 10, 15, 20][random.index(below: 4)]
    at = Double(random.index(below: 21)) / 20
    let truth = (0..<films).map { _ in classes - 1 - random.index(below: known) }
    self.truth = truth
    let probabilities = truth.map { Self.row($0, classes, grid, &random) }
    self.probabilities = probabilities
    rival = truth.map { truth in
      let noise = random.index(below: grid + 1)
      return Double(noise + (truth == 0 ? random.index(below: grid / 2 + 1) : 0)) / Double(grid)
    }
    predicted = probabilities.map { row in row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 } }
  }

  /// Probabilities that sum to 1 on the grid, and lean towards the truth.
  private static func row(
    _ truth: Int,
    _ classes: Int,
    _ grid: Int,
    _ random: inout SplitMix64
  ) -> [Double] {
    var left = grid
    var parts = [Int](repeating: 0, count: classes)
    if random.index(below: 3) == 0 {
      parts[truth] = random.index(below: grid / 2 + 1)
      left -= parts[truth]
    }
    let first = random.index(below: classes)
    for step in 0..<classes - 1 {
      let part = random.index(below: left + 1)
      parts[(first + step) % classes] += part
      left -= part
    }
    parts[(first + classes - 1) % classes] += left
    return parts.map { Double($0) / Double(grid) }
  }

  /// Readings of every size from one film to some thousands.
  static let all: [Self] =
    [1, 2, 3, 4, 5, 8, 15, 40, 120].flatMap { films in
      (0..<24).map { Self(films: films, seed: UInt64(films * 1000 + $0)) }
    } + (0..<6).map { Self(films: 2500, seed: 77 + UInt64($0)) }
}
