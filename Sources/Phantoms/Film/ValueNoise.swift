/// Smooth noise from -1 to 1: random values on a grid of unit squares, blended between.
struct ValueNoise: Sendable {
  private let seed: UInt64

  init(seed: UInt64, stream: UInt64) {
    var mixer = SplitMix64(seed: seed, stream: stream)
    self.seed = mixer.next()
  }

  func value(_ x: Double, _ y: Double) -> Double {
    let (column, row) = (x.rounded(.down), y.rounded(.down))
    let (partX, partY) = (smooth(x - column), smooth(y - row))
    let (i, j) = (Int(column), Int(row))
    let upper = corner(i, j) * (1 - partX) + corner(i + 1, j) * partX
    let lower = corner(i, j + 1) * (1 - partX) + corner(i + 1, j + 1) * partX
    return upper * (1 - partY) + lower * partY
  }

  private func smooth(_ part: Double) -> Double { part * part * (3 - 2 * part) }

  private func corner(_ column: Int, _ row: Int) -> Double {
    let place = UInt64(bitPattern: Int64(column &* 73_856_093 ^ row &* 19_349_663))
    var mixer = SplitMix64(seed: seed ^ place)
    return mixer.unit() * 2 - 1
  }
}
