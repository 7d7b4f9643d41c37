internal import Foundation

/// What the template is filled with; its keys are these names.
struct PageContent {
  struct Card {
    let name: String
    let value: String
    let detail: String
  }

  struct Cell {
    let text: String
    var interval: String?

    init(_ text: String) { self.text = text }

    init(_ figure: Estimate?) {
      text = FigureText.value(figure?.value)
      interval = FigureText.interval(figure?.low, figure?.high)
    }
  }

  struct Row { let cells: [Cell] }

  struct Table {
    var caption: String?
    let columns: [String]
    let rows: [Row]

    init(_ caption: String? = nil, _ columns: [String], _ rows: [[Cell]]) {
      self.caption = caption
      self.columns = columns
      self.rows = rows.map(Row.init)
    }
  }

  struct Key {
    let style: String
    let text: String
  }

  struct Plot {
    let title: String
    let svg: String
    let key: [Key]
    let hasKey: Bool

    init(_ title: String, _ svg: String, key: [Key] = []) {
      self.title = title
      self.svg = svg
      self.key = key
      hasKey = !key.isEmpty
    }
  }

  struct Section {
    let title: String
    let detail: String
    var plots: [Plot] = []
    let tables: [Table]
  }

  struct Film {
    let name: String
    let truth: String
    let called: String
    let abstained: String
    let probabilities: String
    let film: String?
    let heatmap: String?
  }
}

/// Figures as the page shows them.
enum FigureText {
  static func value(_ value: Double?) -> String { value.map { decimals($0) } ?? "–" }

  static func interval(_ low: Double?, _ high: Double?) -> String? {
    guard let low, let high else { return nil }
    return "\(decimals(low))–\(decimals(high))"
  }

  static func percent(_ value: Double?) -> String {
    value.map { "\(decimals(100 * $0, digits: 1)) %" } ?? "–"
  }

  static func decimals(_ value: Double, digits: Int = 3) -> String {
    String(format: "%.\(digits)f", value)
  }
}
