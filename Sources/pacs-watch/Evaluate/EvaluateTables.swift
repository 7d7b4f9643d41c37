import Evaluation
import Foundation
import Pipeline

/// The answer for a person at a terminal.
struct EvaluateTables {
  private let answer: EvaluateAnswer

  init(_ answer: EvaluateAnswer) { self.answer = answer }

  var text: String {
    var parts: [String] = []
    if let report = answer.evaluation {
      parts += head(report)
      if answer.compared == nil {
        parts += figures(report.answered, titled: "Answered films")
        parts += figures(
          report.all,
          titled: "All films with probabilities, abstentions by their most probable class"
        )
      }
      if let compared = answer.compared {
        parts += head(compared)
        parts.append(EvaluateComparisonTables(report, compared).text)
      }
      if let comparison = answer.comparison { parts.append(tests(comparison)) }
      parts += slices(report)
    }
    if let lungs = answer.lungs { parts.append(EvaluateLungTables(lungs).text) }
    let basis = answer.evaluation == nil ? "" : "\(EvaluateAnswer.basis)\n"
    parts.append("\(basis)\(ResearchNotice.text).\n")
    return parts.joined(separator: "\n")
  }

  private func head(_ report: EvaluationReport) -> [String] {
    let statuses = FilmResult.Status.allCases.map(\.rawValue)
    let coverage = report.coverage
    let rows =
      (report.coverageByClass.map { ($0.name, $0.coverage) } + [("all", coverage)]).map {
        name,
        coverage in
        [name, "\(coverage.labelled)"] + statuses.map { "\(coverage.byStatus[$0] ?? 0)" }
          + [Self.text(coverage.answered)]
      }
    let reasons = coverage.reasons.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [
      "\(report.model): \(coverage.labelled) labelled films, coverage "
        + "\(Self.text(coverage.answered)) (share answered)\n"
        + (reasons.isEmpty ? "" : "Not read: \(reasons.joined(separator: ", "))\n"),
      Output.table(["class", "labelled"] + statuses + ["coverage"], rows),
    ]
  }

  private func figures(_ set: FigureSet?, titled title: String) -> [String] {
    guard let set else { return ["\(title): none\n"] }
    let labels = set.classes.map(\.label)
    let confusion = zip(labels, set.confusion).map { [$0] + $1.map { "\($0)" } }
    var rows = [["films of the class"] + set.classes.map { "\($0.films)" }]
    rows += (set.classes.first?.named ?? []).indices.map { index in
      [set.classes[0].named[index].name]
        + set.classes.map { Self.text($0.named[index].figure) }
    }
    return [
      "\(title): \(set.films) films of \(set.groups) groups\n",
      Output.table(["truth \\ called"] + labels, confusion),
      Output.table(["figure"] + labels, rows),
      Output.table(["all classes", ""], set.named.map { [$0.name, Self.text($0.figure)] }),
    ]
  }

  private func slices(_ report: EvaluationReport) -> [String] {
    let columns = report.slices.map(\.column).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return columns.map { column in
      let rows = report.slices.filter { $0.column == column }.map { slice in
        let set = slice.answered
        return [
          slice.value.isEmpty ? "not stated" : slice.value, "\(slice.coverage.labelled)",
          Self.text(slice.coverage.answered), "\(set?.films ?? 0)",
          Self.text(set?.accuracy), Self.text(set?.balancedAccuracy), Self.text(set?.macroAuroc),
          Self.text(slice.all?.accuracy),
        ]
      }
      let names = [
        column, "labelled", "coverage", "answered", "accuracy", "balanced accuracy",
        "macro AUROC", "accuracy of all",
      ]
      return "By \(column), \(report.model)\n\n" + Output.table(names, rows)
    }
  }

  private func tests(_ comparison: ModelComparison) -> String {
    let rows = comparison.classes.map { part in
      [
        part.label, Self.text(part.firstAuroc), Self.text(part.secondAuroc),
        Self.text(part.difference, part.low, part.high),
        part.pValue.map { String(format: "%.4g", $0) } ?? "",
      ]
    }
    return """
      \(comparison.first) against \(comparison.second), \(comparison.films) films that both have \
      probabilities for
      Only the first is right on \(comparison.onlyFirstRight), only the second on \
      \(comparison.onlySecondRight): McNemar's exact p \
      \(String(format: "%.4g", comparison.mcnemarExactPValue))

      \(Output.table(["class", "AUROC first", "AUROC second", "difference", "DeLong's p"], rows))
      """
  }

  /// A figure with its interval, three digits; a minus sign for none.
  static func text(_ figure: Estimate?) -> String {
    text(figure?.value, figure?.low, figure?.high)
  }

  static func text(_ value: Double?, _ low: Double? = nil, _ high: Double? = nil) -> String {
    guard let value else { return "-" }
    let middle = String(format: "%.3f", value)
    guard let low, let high else { return middle }
    return middle + String(format: " (%.3f-%.3f)", low, high)
  }
}
