import Evaluation

/// The lungs' figures for a person at a terminal.
struct EvaluateLungTables {
  private let report: LungReport

  init(_ report: LungReport) { self.report = report }

  var text: String {
    var rows = report.figures.map { [row("all", $0)] } ?? []
    rows += report.slices.map { slice in
      row("\(slice.column) \(slice.value.isEmpty ? "not stated" : slice.value)", slice.figures)
    }
    let names = [
      "films", "count", "mean Dice", "median Dice", "worst 5 %", "mean IoU", "median IoU",
      "worst 5 %",
    ]
    let worst = report.worst.prefix(10).map { "\($0.name) \(EvaluateTables.text($0.dice))" }
    return """
      Lungs of \(report.model) against drawn masks ('worst 5 %': the mean of that twentieth)

      \(Output.table(names, rows))
      Worst by Dice: \(worst.joined(separator: ", "))
      Left out: \(report.unreadable.count)

      """
  }

  private func row(_ name: String, _ figures: LungFigures) -> [String] {
    [name, "\(figures.films)"]
      + [figures.dice, figures.intersectionOverUnion].flatMap { measure in
        [
          EvaluateTables.text(measure.mean), EvaluateTables.text(measure.median),
          EvaluateTables.text(measure.worstTwentieth),
        ]
      }
  }
}
