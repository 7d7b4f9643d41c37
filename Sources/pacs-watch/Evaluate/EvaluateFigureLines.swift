import Evaluation

/// Every figure as a line of its own: what spreadsheets and programs sort and pick from.
struct EvaluateFigureLines {
  private var rows: [[String]] = []

  static let columns = [
    "model", "films", "column", "value", "class", "figure", "estimate", "low", "high", "method",
    "successes", "trials", "note",
  ]

  init(_ answer: EvaluateAnswer) {
    for report in [answer.evaluation, answer.compared].compactMap(\.self) { add(report) }
    if let comparison = answer.comparison { add(comparison) }
    if let lungs = answer.lungs { add(lungs) }
  }

  var text: String { CSVWriter.text(Self.columns, rows) }

  private mutating func add(_ report: EvaluationReport) {
    var place = Place(model: report.model)
    add(report.coverage, place)
    for part in report.coverageByClass {
      add(part.coverage, place.of(label: part.name))
    }
    add(report.answered, report.all, place)
    for slice in report.slices {
      place = Place(model: report.model, column: slice.column, value: slice.value)
      add(slice.coverage, place)
      add(slice.answered, slice.all, place)
    }
    place = Place(model: report.model)
    for remark in report.remarks {
      add("\(remark.subjects.count)", named: remark.kind.rawValue, place, note: remark.sentence)
    }
  }

  private mutating func add(_ coverage: Coverage, _ place: Place) {
    add("\(coverage.labelled)", named: "labelled-films", place)
    for (status, count) in coverage.byStatus.sorted(by: { $0.key < $1.key }) {
      add("\(count)", named: "\(status)-films", place)
    }
    add(coverage.answered, named: "coverage", place)
  }

  private mutating func add(_ answered: FigureSet?, _ all: FigureSet?, _ place: Place) {
    for (films, set) in [("answered", answered), ("all", all)] {
      guard let set else { continue }
      let place = place.of(films: films)
      add("\(set.films)", named: "films", place)
      add("\(set.groups)", named: "groups", place)
      for (name, figure) in set.named { add(figure, named: name, place) }
      for (index, part) in set.classes.enumerated() {
        let place = place.of(label: part.label)
        for (name, figure) in part.named { add(figure, named: name, place) }
        for (column, count) in set.confusion[index].enumerated() {
          add("\(count)", named: "called \(set.classes[column].label)", place)
        }
      }
    }
  }

  private mutating func add(_ comparison: ModelComparison) {
    let place = Place(model: "\(comparison.first) against \(comparison.second)").of(films: "all")
    add("\(comparison.onlyFirstRight)", named: "only-first-right", place)
    add("\(comparison.onlySecondRight)", named: "only-second-right", place)
    add("\(comparison.mcnemarExactPValue)", named: "mcnemar-exact-p", place)
    for part in comparison.classes {
      let place = place.of(label: part.label)
      let ends = (low: part.low, high: part.high)
      add(number(part.difference), named: "auroc-difference", place, ends, "delong")
      add(number(part.pValue), named: "delong-p", place)
    }
  }

  private mutating func add(_ lungs: LungReport) {
    let whole = lungs.figures.map { (Place(model: lungs.model), $0) }
    let parts = lungs.slices.map {
      (Place(model: lungs.model, column: $0.column, value: $0.value), $0.figures)
    }
    for (place, figures) in [whole].compactMap(\.self) + parts {
      add("\(figures.films)", named: "lung-films", place)
      for (name, measure) in [("dice", figures.dice), ("iou", figures.intersectionOverUnion)] {
        add(measure.mean, named: "lung-\(name)-mean", place)
        add("\(measure.median)", named: "lung-\(name)-median", place)
        add("\(measure.worstTwentieth)", named: "lung-\(name)-worst-twentieth", place)
      }
    }
  }

  private mutating func add(_ figure: Estimate, named name: String, _ place: Place) {
    rows.append(
      place.cells + [
        name, number(figure.value), number(figure.low), number(figure.high),
        figure.method?.rawValue ?? "", figure.successes.map { "\($0)" } ?? "",
        figure.trials.map { "\($0)" } ?? "", "",
      ]
    )
  }

  private mutating func add(
    _ value: String,
    named name: String,
    _ place: Place,
    _ ends: (low: Double?, high: Double?) = (nil, nil),
    _ method: String = "",
    note: String = ""
  ) {
    rows.append(
      place.cells + [name, value, number(ends.low), number(ends.high), method, "", "", note]
    )
  }

  private func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}

/// Which films and which class a figure is of.
private struct Place {
  var model: String
  var films = ""
  var column = ""
  var value = ""
  var label = ""

  var cells: [String] { [model, films, column, value, label] }

  func of(films: String) -> Self {
    var place = self
    place.films = films
    return place
  }

  func of(label: String) -> Self {
    var place = self
    place.label = label
    return place
  }
}
