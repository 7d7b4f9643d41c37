internal import Foundation

extension VOILUT {
  /// The grey value, 0 to 1, of a value with a meaning.
  ///
  /// - Parameters:
  ///   - input: the modality transform's output.
  ///   - range: what that output can be, for the case that the header states no transform.
  /// - Returns: 0 for the darkest, 1 for the brightest.
  public func grey(_ input: Double, range: ClosedRange<Double>) -> Double {
    switch self {
    case .none:
      let width = range.upperBound - range.lowerBound
      return width > 0 ? clamped((input - range.lowerBound) / width) : 0
    case .window(let center, let width, let function):
      return function.grey(input, center: center, width: width)
    case .table(let table):
      // The table's input is an integer; rescaled values that are none go to the nearest.
      let index = input.isNaN ? 0 : Int(min(max(input, -1e6), 1e6).rounded())
      return clamped(Double(table.entry(for: index)) / Double(table.largestEntry))
    }
  }
}

extension VOIFunction {
  /// The grey value, 0 to 1, that a window gives a value.
  public func grey(_ input: Double, center: Double, width: Double) -> Double {
    switch self {
    case .linear:
      // PS3.3 C.11.2.1.2.1, with ymin = 0 and ymax = 1. The comparisons come first: a width of 1
      // leaves no slope to divide by.
      if input <= center - 0.5 - (width - 1) / 2 { return 0 }
      if input > center - 0.5 + (width - 1) / 2 { return 1 }
      return clamped((input - (center - 0.5)) / (width - 1) + 0.5)
    case .linearExact:
      // PS3.3 C.11.2.1.3.2.
      if input <= center - width / 2 { return 0 }
      if input > center + width / 2 { return 1 }
      return clamped((input - center) / width + 0.5)
    case .sigmoid:
      // PS3.3 C.11.2.1.3.1.
      return 1 / (1 + exp(-4 * (input - center) / width))
    }
  }
}

private func clamped(_ grey: Double) -> Double { min(max(grey, 0), 1) }
