internal import Foundation

/// The confusion matrix as a picture; a cell is the darker, the more of its class it holds.
struct ConfusionPlot {
  private let labels: [String]
  private let counts: [[Int]]

  init(_ labels: [String], _ counts: [[Int]]) {
    self.labels = labels
    self.counts = counts
  }

  var svg: String {
    let side = 264.0 / Double(max(1, labels.count))
    let (left, top) = (46.0, 8.0)
    var parts: [String] = []
    for (row, line) in counts.enumerated() {
      let all = line.reduce(0, +)
      let y = top + Double(row) * side
      for (column, count) in line.enumerated() {
        let x = left + Double(column) * side
        let share = all == 0 ? 0 : Double(count) / Double(all)
        let style = row == column ? "right" : "wrong"
        let ink = share > 0.55 ? "on" : "off"
        parts.append(
          """
          <rect class="\(style)" fill-opacity="\(String(format: "%.3f", share))" \
          x="\(PlotFrame.text(x))" y="\(PlotFrame.text(y))" \
          width="\(PlotFrame.text(side - 2))" height="\(PlotFrame.text(side - 2))"/>\
          <text class="middle count \(ink)" x="\(PlotFrame.text(x + side / 2))" \
          y="\(PlotFrame.text(y + side / 2 - 2))">\(count)</text>\
          <text class="middle \(ink)" x="\(PlotFrame.text(x + side / 2))" \
          y="\(PlotFrame.text(y + side / 2 + 13))">\(String(format: "%.0f %%", 100 * share))</text>
          """
        )
      }
      let label = XMLText.escaped(labels[row])
      let middle = PlotFrame.text(y + side / 2)
      let across = PlotFrame.text(left + (Double(row) + 0.5) * side)
      parts.append(
        """
        <text class="middle" transform="translate(34 \(middle)) rotate(-90)">\(label)</text>\
        <text class="middle" x="\(across)" y="286">\(label)</text>
        """
      )
    }
    return """
      <svg viewBox="0 0 320 312" role="img" aria-label="Confusion matrix">\(parts.joined())\
      <text class="middle name" x="178" y="304">called</text>\
      <text class="middle name" transform="translate(12 140) rotate(-90)">truth</text></svg>
      """
  }
}
