import Evaluation

/// The figures of two bundles side by side.
struct EvaluateComparisonTables {
  private let first: EvaluationReport
  private let second: EvaluationReport

  init(_ first: EvaluationReport, _ second: EvaluationReport) {
    self.first = first
    self.second = second
  }

  var text: String {
    [
      table("Answered films", first.answered, second.answered),
      table("All films with probabilities", first.all, second.all),
    ].joined(separator: "\n")
  }

  private func table(_ title: String, _ left: FigureSet?, _ right: FigureSet?) -> String {
    guard let left, let right else { return "\(title): none of one bundle\n" }
    var rows = [["films", "\(left.films)", "\(right.films)"]]
    rows += zip(left.named, right.named).map(row)
    for (left, right) in zip(left.classes, right.classes) {
      rows += zip(left.named, right.named).map { row($0, $1, of: left.label) }
    }
    let calls = zip(left.confusion, right.confusion)
    for (label, (left, right)) in zip(first.labels, calls) {
      rows += zip(first.labels, zip(left, right)).map { called, counts in
        ["\(label) called \(called)", "\(counts.0)", "\(counts.1)"]
      }
    }
    return "\(title)\n\n" + Output.table(["figure", first.model, second.model], rows)
  }

  private func row(
    _ left: (name: String, figure: Estimate),
    _ right: (name: String, figure: Estimate)
  ) -> [String] {
    [left.name, EvaluateTables.text(left.figure), EvaluateTables.text(right.figure)]
  }

  private func row(
    _ left: (name: String, figure: Estimate),
    _ right: (name: String, figure: Estimate),
    of label: String
  ) -> [String] {
    ["\(label) \(left.name)"] + row(left, right).dropFirst()
  }
}
