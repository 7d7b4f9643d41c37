import Foundation

/// Figures as a person reads them.
enum Figure {
  /// Four digits after the point; a dash for what has no value.
  static func text(_ value: Double?) -> String {
    value.map { String(format: "%.4f", $0) } ?? "-"
  }

  /// A figure with its interval, where it has one.
  static func text(_ value: Double?, _ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return text(value) }
    return "\(text(value)) (\(text(low)) to \(text(high)))"
  }
}
