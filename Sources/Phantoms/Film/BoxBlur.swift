/// A Gauss-like blur: three passes of a running mean in each direction (central limit theorem).
struct BoxBlur: Sendable {
  let rows: Int
  let columns: Int
  /// Half the width of one mean, in pixels.
  let radius: Int

  func applied(to values: [Double]) -> [Double] {
    guard radius > 0 else { return values }
    var result = values
    for _ in 0..<3 {
      for row in 0..<rows { mean(&result, from: row * columns, count: columns, stride: 1) }
      for column in 0..<columns { mean(&result, from: column, count: rows, stride: columns) }
    }
    return result
  }

  /// One line; the ends count as often as they reach beyond the border.
  private func mean(_ values: inout [Double], from start: Int, count: Int, stride: Int) {
    let line = (0..<count).map { values[start + $0 * stride] }
    let width = Double(2 * radius + 1)
    var sum = 0.0
    for offset in -radius...radius { sum += line[min(max(offset, 0), count - 1)] }
    for index in 0..<count {
      values[start + index * stride] = sum / width
      sum += line[min(index + radius + 1, count - 1)] - line[max(index - radius, 0)]
    }
  }
}
