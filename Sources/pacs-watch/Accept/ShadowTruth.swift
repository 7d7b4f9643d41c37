import Evaluation
import Foundation
import Store

/// Pairs of readings whose truth a file of labels tells: which bundle is right more often.
struct ShadowTruth {
  private let labels: LabelTable

  /// The labels, as `evaluate` reads them.
  ///
  /// - Throws: `LabelTableError`.
  init(_ file: String, labelColumn: String) throws {
    labels = try LabelTable(contentsOf: URL(filePath: file), labelColumn: labelColumn)
  }

  /// McNemar's and DeLong's tests over the pairs that have a label.
  ///
  /// - Parameters:
  ///   - pairs: of one serving and one second bundle.
  ///   - agreement: what is known of them already.
  /// - Returns: the comparison, and what does not fit together.
  /// - Throws: `LabelTableError.nothingToCompare` where no pair has a label.
  func comparison(
    _ pairs: [ShadowPair],
    _ agreement: ShadowAgreement
  ) throws -> (ModelComparison, [EvaluationRemark]) {
    let read = pairs.filter { ShadowLine($0)?.labels == agreement.labels }
    let films = read.map { pair in Self.film(pair, pair.servedProbabilities) }
    let others = read.map { pair in Self.film(pair, pair.reading.probabilities) }
    let classes = agreement.labels
    let served = LabelledFilms(films, labels: labels, classes: classes)
    let shadow = LabelledFilms(others, labels: labels, classes: classes)
    guard !served.predictions.isEmpty else {
      throw LabelTableError.nothingToCompare(films: read.count, labels: labels.rows.count)
    }
    let comparison = ModelComparison(
      served.predictions,
      shadow.predictions,
      labels: classes,
      names: (agreement.served.name, agreement.shadow.name)
    )
    return (comparison, served.remarks)
  }

  private static func film(_ pair: ShadowPair, _ values: [LabelProbability]) -> FilmResult {
    var film = FilmResult(paths: [pair.sourceFile], status: .answered)
    film.sopInstanceUID = pair.sopInstanceUID
    film.studyUID = pair.studyUID
    film.accessionNumber = pair.accessionNumber
    film.patientID = pair.patientID
    film.view = pair.view
    film.probabilities = Dictionary(
      values.map { ($0.label, $0.probability) },
      uniquingKeysWith: { first, _ in first }
    )
    return film
  }
}
