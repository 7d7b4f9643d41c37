/// The sections of the page that show figures.
enum PageSections {
  typealias Cell = PageContent.Cell
  typealias Table = PageContent.Table

  /// Plots and tables of one set of films.
  static func figures(
    _ set: FigureSet,
    _ predictions: [Prediction],
    labels: [String],
    title: String,
    detail: String
  ) -> PageContent.Section {
    let scored = ScoredFilms(predictions, labels: labels)
    let curves = CurvePlots(scored)
    func key(_ figure: (ClassReport) -> Estimate) -> [PageContent.Key] {
      set.classes.enumerated().map { index, part in
        let (value, interval) = (FigureText.value(figure(part).value), Cell(figure(part)).interval)
        return PageContent.Key(
          style: CurvePlots.style(index),
          text: "\(part.label) \(value)" + (interval.map { " (\($0))" } ?? "")
        )
      }
    }
    return PageContent.Section(
      title: title,
      detail: "\(set.films) films of \(set.groups) groups. \(detail)",
      plots: [
        PageContent.Plot("Confusion matrix", ConfusionPlot(labels, set.confusion).svg),
        PageContent.Plot("ROC, area under the curve", curves.roc, key: key(\.auroc)),
        PageContent.Plot(
          "Precision-recall, average precision",
          curves.precisionRecall,
          key: key(\.averagePrecision)
        ),
        PageContent.Plot(
          "Reliability; expected calibration error "
            + FigureText.value(set.expectedCalibrationError.value),
          ReliabilityPlot(set.reliability).svg
        ),
      ],
      tables: tables(set)
    )
  }

  private static func tables(_ set: FigureSet) -> [Table] {
    let names = set.classes.first?.named.map(\.name) ?? []
    return [
      Table(
        "Each class against the others",
        ["class", "films", "called"] + names,
        set.classes.map { part in
          [Cell(part.label), Cell("\(part.films)"), Cell("\(part.called)")]
            + part.named.map { Cell($0.figure) }
        }
      ),
      Table("All classes", set.named.map(\.name), [set.named.map { Cell($0.figure) }]),
    ]
  }

  /// How the labelled films ended, class by class.
  static func coverage(_ report: EvaluationReport) -> [Table] {
    let statuses = FilmResult.Status.allCases.map(\.rawValue)
    let parts =
      report.coverageByClass.map { ($0.name, $0.coverage) } + [("all", report.coverage)]
    let rows = parts.map { name, coverage in
      [Cell(name), Cell("\(coverage.labelled)")]
        + statuses.map { Cell("\(coverage.byStatus[$0] ?? 0)") } + [Cell(coverage.answered)]
    }
    return [Table(nil, ["class", "labelled"] + statuses + ["coverage"], rows)]
  }

  /// Parts of the films, a table for each property.
  static func slices(_ report: EvaluationReport) -> [Table] {
    let columns = report.slices.map(\.column).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return columns.map { column in
      let rows = report.slices.filter { $0.column == column }.map { slice in
        let set = slice.answered
        return [
          Cell(slice.value.isEmpty ? "not stated" : slice.value),
          Cell("\(slice.coverage.labelled)"), Cell(slice.coverage.answered), Cell(set?.accuracy),
          Cell(set?.balancedAccuracy), Cell(set?.macroAuroc),
        ] + report.labels.indices.map { Cell(set?.classes[$0].sensitivity) }
          + [Cell(slice.all?.accuracy)]
      }
      let names =
        [column, "labelled", "coverage", "accuracy", "balanced accuracy", "macro AUROC"]
        + report.labels.map { "sensitivity \($0)" } + ["accuracy of all"]
      return Table("By \(column)", names, rows)
    }
  }

  /// Both bundles side by side, and the tests.
  static func comparison(
    _ first: EvaluationReport,
    _ second: EvaluationReport,
    _ tests: ModelComparison
  ) -> [Table] {
    let sets = [("answered", first.answered, second.answered), ("all", first.all, second.all)]
    let figures = sets.compactMap { name, left, right -> Table? in
      guard let left, let right else { return nil }
      var rows = [[Cell("films"), Cell("\(left.films)"), Cell("\(right.films)")]]
      rows += zip(left.named, right.named).map {
        [Cell($0.name), Cell($0.figure), Cell($1.figure)]
      }
      for (left, right) in zip(left.classes, right.classes) {
        rows += zip(left.named, right.named).map {
          [Cell("\(left.label) \($0.name)"), Cell($0.figure), Cell($1.figure)]
        }
      }
      return Table("Films: \(name)", ["figure", first.model, second.model], rows)
    }
    let rows = tests.classes.map { part in
      [
        Cell(part.label), Cell(FigureText.value(part.firstAuroc)),
        Cell(FigureText.value(part.secondAuroc)), Cell(part.estimate),
        Cell(FigureText.value(part.pValue)),
      ]
    }
    let names = ["class", "AUROC first", "AUROC second", "difference", "p"]
    return [Table("Areas under the ROC curve, DeLong's paired test", names, rows)] + figures
  }

  /// The lungs, of all films and in parts.
  static func lungs(_ report: LungReport) -> [Table] {
    var parts = report.figures.map { [("all", $0)] } ?? []
    parts += report.slices.map { ("\($0.column) \($0.value)", $0.figures) }
    let rows = parts.map { name, figures in
      [Cell(name), Cell("\(figures.films)")]
        + [figures.dice, figures.intersectionOverUnion].flatMap { measure in
          [
            Cell(measure.mean), Cell(FigureText.value(measure.median)),
            Cell(FigureText.value(measure.worstTwentieth)),
          ]
        }
    }
    let names = [
      "films", "count", "mean Dice", "median Dice", "worst 5 % Dice", "mean IoU", "median IoU",
      "worst 5 % IoU",
    ]
    return [Table(nil, names, rows)]
  }
}
