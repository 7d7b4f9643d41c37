import Evaluation
import Store

/// An evaluation's figures under the names that `--minimum` takes: those of which more is better.
struct AcceptFigures {
  let all: [SignedFigure]

  init(_ report: EvaluationReport) {
    let coverage = report.coverage
    var all = [
      Self.figure("answered_share", coverage.answered),
      Self.figure("scored_share", coverage.scored),
    ]
    for (prefix, figures) in [("", report.answered), ("all.", report.all)] {
      guard let figures else { continue }
      all += Self.summaryFigures.map { Self.figure(prefix + $0.name, figures[keyPath: $0.path]) }
      for report in figures.classes {
        all += Self.classFigures.map {
          Self.figure("\(prefix)\($0.name).\(report.label)", report[keyPath: $0.path])
        }
      }
    }
    self.all = all
  }

  /// The demand with the value that was reached; none where no film gives the figure.
  func demand(_ minimum: FigureMinimum) -> SignedDemand {
    let found = all.first { $0.name == minimum.figure }
    return SignedDemand(figure: minimum.figure, minimum: minimum.value, value: found?.value)
  }

  /// Refuses demands of figures that no evaluation of a bundle with these labels has.
  ///
  /// - Throws: `AcceptError.unknownFigure`, before any film is read.
  static func check(_ minimums: [FigureMinimum], labels: [String]) throws {
    let perClass = labels.flatMap { label in classFigures.map { "\($0.name).\(label)" } }
    let names = summaryFigures.map(\.name) + perClass
    let known = ["answered_share", "scored_share"] + names + names.map { "all.\($0)" }
    for minimum in minimums where !known.contains(minimum.figure) {
      throw AcceptError.unknownFigure(minimum.figure, known: known)
    }
  }

  /// All that is signed.
  static func signed(_ report: EvaluationReport) -> SignedFigures {
    SignedFigures(
      labels: report.labels,
      confusion: report.answered?.confusion
        ?? report.labels.map { _ in report.labels.map { _ in 0 } },
      abstained: report.coverageByClass.map {
        $0.coverage.byStatus[FilmResult.Status.abstained.rawValue] ?? 0
      },
      figures: AcceptFigures(report).all
    )
  }

  private typealias Named<Owner> = (name: String, path: any KeyPath<Owner, Estimate> & Sendable)

  private static let summaryFigures: [Named<FigureSet>] = [
    ("accuracy", \.accuracy), ("balanced_accuracy", \.balancedAccuracy),
    ("macro_f1", \.macroF1), ("macro_auroc", \.macroAuroc),
    ("macro_average_precision", \.macroAveragePrecision), ("cohen_kappa", \.cohenKappa),
    ("matthews_correlation", \.matthewsCorrelation),
  ]

  private static let classFigures: [Named<ClassReport>] = [
    ("sensitivity", \.sensitivity), ("specificity", \.specificity),
    ("ppv", \.positivePredictiveValue), ("npv", \.negativePredictiveValue), ("f1", \.f1),
    ("auroc", \.auroc), ("average_precision", \.averagePrecision),
  ]

  private static func figure(_ name: String, _ estimate: Estimate) -> SignedFigure {
    SignedFigure(name: name, value: estimate.value, low: estimate.low, high: estimate.high)
  }
}

/// Why a bundle cannot be signed off.
enum AcceptError: Error, CustomStringConvertible {
  /// A minimum is demanded of a figure that there is not.
  case unknownFigure(String, known: [String])
  /// No labelled film has probabilities.
  case noFigures

  var description: String {
    switch self {
    case .unknownFigure(let name, let known):
      "There is no figure '\(name)' to demand; known are \(known.joined(separator: ", "))."
    case .noFigures:
      "The bundle gave no probabilities for any labelled film, so there is nothing to sign; "
        + "check what its manifest accepts."
    }
  }
}

/// A figure, or a demand, as a row.
struct FigureRow: TableRow, Encodable {
  let figure: String
  let value: Double?
  let low: Double?
  let high: Double?
  let minimum: Double?
  let isMet: Bool?

  init(_ figure: SignedFigure, _ demands: [SignedDemand]) {
    let demand = demands.first { $0.figure == figure.name }
    self.figure = figure.name
    (value, low, high) = (figure.value, figure.low, figure.high)
    (minimum, isMet) = (demand?.minimum, demand?.isMet)
  }

  static let columns = ["figure", "value", "95 % interval", "minimum", ""]
  var cells: [String] {
    [
      figure, Figure.text(value),
      low == nil ? "" : "\(Figure.text(low)) to \(Figure.text(high))",
      minimum.map { "\($0)" } ?? "", isMet.map { $0 ? "met" : "NOT MET" } ?? "",
    ]
  }

  static let csvColumns = ["figure", "value", "low", "high", "minimum", "is_met"]
  var csvCells: [String] {
    [value, low, high, minimum].map { $0.map { "\($0)" } ?? "" }.reduce([figure]) { $0 + [$1] }
      + [isMet.map { "\($0)" } ?? ""]
  }
}
