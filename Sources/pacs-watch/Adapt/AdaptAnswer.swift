import Adaptation

/// What `adapt` prints: counts, and each figure before and after.
struct AdaptAnswer: Encodable {
  let isWritten: Bool
  let isBetter: Bool
  let films: Int
  let patients: Int
  let classes: [HeadAdaptation.ClassCount]
  let chosenInverseRegularization: Double?
  let fittedInverseRegularization: Double
  let temperature: Double
  let prior: String
  let classWeights: String
  let figures: [AdaptLine]

  init(_ adaptation: HeadAdaptation, labels: [String], isWritten: Bool) {
    self.isWritten = isWritten
    isBetter = adaptation.isBetter
    films = adaptation.films
    patients = adaptation.patients
    classes = adaptation.classes
    if case .fit(let chosen) = adaptation.choice {
      chosenInverseRegularization = chosen
    } else {
      chosenInverseRegularization = nil
    }
    fittedInverseRegularization = adaptation.inverseRegularization
    temperature = adaptation.temperature
    prior = adaptation.options.prior.rawValue
    classWeights = adaptation.options.classWeights.rawValue
    figures = AdaptLine.lines(of: adaptation, labels: labels)
  }

  func write(as format: OutputFormat) throws {
    switch format {
    case .json: try Output.emit(Output.json(self) + "\n")
    case .csv: try Output.write(figures, as: .csv)
    case .table:
      let counts = classes.map { "\($0.films) \($0.label) (\($0.patients))" }
      try Output.emit("\(films) films of \(patients) patients: \(counts.joined(separator: ", "))\n")
      let choice = chosenInverseRegularization.map { "C \($0) chosen" } ?? "the present head chosen"
      try Output.emit("\(choice) by cross-validation; figures on patients that were held out\n\n")
      try Output.write(figures, as: .table)
    }
  }
}

/// A figure before and after, each with its 95 % interval.
struct AdaptLine: TableRow, Encodable {
  let figure: String
  let before: AdaptationFigures.Figure?
  let after: AdaptationFigures.Figure

  static let columns = ["figure", "before", "after"]
  var cells: [String] { [figure, before.map(Self.text) ?? "", Self.text(after)] }

  static let csvColumns = [
    "figure", "before", "before_low", "before_high", "after", "after_low", "after_high",
  ]
  var csvCells: [String] {
    [figure]
      + [before?.value, before?.low, before?.high, after.value, after.low, after.high].map {
        $0.map { "\($0)" } ?? ""
      }
  }

  /// Log loss, its fall, balanced accuracy, and the AUROC of each class.
  static func lines(of adaptation: HeadAdaptation, labels: [String]) -> [AdaptLine] {
    let (before, after) = (adaptation.before, adaptation.after)
    return [
      AdaptLine(figure: "log loss", before: before.logLoss, after: after.logLoss),
      AdaptLine(figure: "fall of the log loss", before: nil, after: adaptation.gain),
      AdaptLine(
        figure: "balanced accuracy",
        before: before.balancedAccuracy,
        after: after.balancedAccuracy
      ),
    ]
      + labels.indices.map {
        AdaptLine(figure: "AUROC \(labels[$0])", before: before.auroc[$0], after: after.auroc[$0])
      }
  }

  /// Three digits, and the interval in brackets.
  static func text(_ figure: AdaptationFigures.Figure) -> String {
    guard let value = figure.value else { return "-" }
    guard let low = figure.low, let high = figure.high else { return digits(value) }
    return "\(digits(value)) (\(digits(low)) to \(digits(high)))"
  }

  private static func digits(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let places = "\(thousandths % 1000 + 1000)".dropFirst()
    return (value < 0 && thousandths > 0 ? "-" : "") + "\(thousandths / 1000).\(places)"
  }
}
