internal import Foundation

/// A square plot of shares from 0 to 1, as inline SVG whose colours come from the page's style.
struct PlotFrame {
  let title: String
  let abscissa: String
  let ordinate: String

  private static let left = 46.0
  private static let top = 8.0
  private static let side = 264.0

  /// The place of a share on the abscissa.
  static func x(_ share: Double) -> Double { left + share * side }
  /// The place of a share on the ordinate.
  static func y(_ share: Double) -> Double { top + (1 - share) * side }

  /// The plot with what is drawn into it.
  func svg(_ content: String) -> String {
    let ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map { share in
      let (x, y) = (Self.text(Self.x(share)), Self.text(Self.y(share)))
      let label = String(format: "%.1f", share)
      return """
        <path class="grid" d="M\(x) \(Self.text(Self.y(0)))V\(Self.text(Self.y(1)))\
        M\(Self.text(Self.x(0))) \(y)H\(Self.text(Self.x(1)))"/>\
        <text x="\(x)" y="\(Self.text(Self.y(0) + 14))" class="middle">\(label)</text>\
        <text x="\(Self.text(Self.x(0) - 6))" y="\(y)" dy="0.35em" class="end">\(label)</text>
        """
    }
    let middle = Self.text(Self.x(0.5))
    return """
      <svg viewBox="0 0 320 312" role="img" aria-label="\(XMLText.escaped(title))">\
      \(ticks.joined())\(content)\
      <text x="\(middle)" y="304" class="middle name">\(XMLText.escaped(abscissa))</text>\
      <text transform="translate(12 \(Self.text(Self.y(0.5)))) rotate(-90)" class="middle name">\
      \(XMLText.escaped(ordinate))</text></svg>
      """
  }

  /// A path through points; neighbours that fall on the same tenth of a pixel are drawn once.
  static func path(_ points: [(Double, Double)], style: String) -> String {
    var steps: [String] = []
    for (x, y) in points {
      let step = "\(text(Self.x(x))) \(text(Self.y(y)))"
      if step != steps.last { steps.append(step) }
    }
    return "<path class=\"\(style)\" d=\"M\(steps.joined(separator: "L"))\"/>"
  }

  /// From corner to corner.
  static func diagonal(rising: Bool) -> String {
    path(rising ? [(0, 0), (1, 1)] : [(0, 1), (1, 0)], style: "chance")
  }

  static func text(_ number: Double) -> String {
    let text = String(format: "%.1f", number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// Text between tags or in an attribute.
enum XMLText {
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
