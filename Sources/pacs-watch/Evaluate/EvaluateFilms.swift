import Evaluation
import Foundation
import Inference
import Pipeline
import Store

/// Films as a bundle read them, with the labels that it knows: what is joined with the truth.
struct EvaluateFilms {
  var results: [FilmResult]
  /// The labels in the bundle's order.
  let classes: [String]
  /// The bundle and its version.
  let model: String
  /// Films whose result in the store is another bundle's.
  var otherModels: [String] = []
  /// Whether a file was refused, or nothing could be decided about it.
  var hasFailures = false

  /// The current results of a store.
  ///
  /// - Parameters:
  ///   - store: opened for reading.
  ///   - wanted: the bundle as `name version`, or nil for the only one there.
  /// - Throws: `EvaluateError` where it is not clear which bundle is meant, or `StoreError`.
  init(storedIn store: StudyStore, model wanted: String?) throws {
    let rows = try store.rows(ResultQuery(grouping: .instance))
    let scored = rows.filter { !$0.probabilities.isEmpty }
    let present = Set(scored.compactMap(\.bundle)).sorted()
    if let wanted, !present.contains(wanted) {
      throw EvaluateError.noResultsOf(model: wanted, present: present)
    }
    let chosen = scored.filter { wanted == nil || $0.bundle == wanted }
    guard let first = chosen.first else {
      throw EvaluateError.noResults(store: store.layout.folder.path)
    }
    let labels = first.probabilities.map(\.label)
    guard chosen.allSatisfy({ $0.probabilities.map(\.label) == labels }) else {
      throw EvaluateError.severalModels(present)
    }
    classes = labels
    model = wanted ?? present.joined(separator: ", ")
    results = Self.results(rows, in: store.layout.folder)
    keep(only: wanted)
  }

  /// What a run over films recorded.
  ///
  /// - Parameters:
  ///   - report: how each file ended.
  ///   - workplace: the store and the one bundle.
  /// - Throws: `StoreError`.
  init(of report: BatchReport, in workplace: Workplace) throws {
    let manifest = workplace.pipeline.models.first.bundle.manifest
    classes = manifest.labels
    model = "\(manifest.name) \(manifest.version)"
    hasFailures = report.hasFailures
    let store = workplace.store
    let files = Set(report.processed.map(\.id))
    let rows = try files.flatMap { try store.rows(ResultQuery(grouping: .instance, fileID: $0)) }
    results = Self.results(rows, in: store.layout.folder)
    results += report.failures.map {
      FilmResult(paths: [$0.path], status: .failed, reason: $0.reason)
    }
    keep(only: model)
  }

  /// Puts films in the order of their names, and those aside that another bundle read.
  ///
  /// Resamples depend on the order, and the same films shall have the same intervals.
  private mutating func keep(only model: String?) {
    results.sort { ($0.paths.first ?? "") < ($1.paths.first ?? "") }
    guard let model else { return }
    let others = results.filter { $0.model.map { $0 != model } ?? false }
    otherModels = others.map(\.name)
    results.removeAll { $0.model.map { $0 != model } ?? false }
  }

  /// One film a file, with every place at which its bytes were found.
  private static func results(_ rows: [ResultRow], in folder: URL) -> [FilmResult] {
    let places = Dictionary(grouping: rows) { $0.fileID }
    return rows.filter { $0.resultID != nil }.map { row in
      let paths = [row.sourceFile] + (places[row.fileID] ?? []).map(\.sourceFile)
      var film = FilmResult(
        paths: Set(paths).sorted(),
        status: FilmResult.Status(row.status),
        reason: row.reason
      )
      film.sopInstanceUID = row.identity.sopInstanceUID
      film.studyUID = row.identity.studyUID
      film.accessionNumber = row.identity.accessionNumber
      film.patientID = row.identity.patientID
      film.view = row.view
      film.model = row.probabilities.isEmpty ? nil : row.bundle
      film.probabilities = Dictionary(
        row.probabilities.map { ($0.label, $0.probability) },
        uniquingKeysWith: { first, _ in first }
      )
      film.image = row.imageFile.map { folder.appending(path: $0) }
      film.heatmap = row.heatmapFile.map { folder.appending(path: $0) }
      return film
    }
  }
}

extension ResultRow {
  /// The bundle that read the film, as `name version`.
  fileprivate var bundle: String? { model.map { "\($0) \(modelVersion ?? "")" } }
}

extension FilmResult.Status {
  fileprivate init(_ status: InstanceStatus) {
    self =
      switch status {
      case .classified: .answered
      case .abstained: .abstained
      case .skipped: .skipped
      case .undecidedView: .undecidedView
      case .conflict: .conflict
      case .quarantined, .duplicate: .quarantined
      }
  }
}
