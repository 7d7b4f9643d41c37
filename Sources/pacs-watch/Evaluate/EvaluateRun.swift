import ArgumentParser
import Evaluation
import Foundation
import Inference
import Pipeline
import Statistics
import Store

/// The steps of `evaluate`: read the labels, read the films, join, compute, write.
struct EvaluateRun {
  private let options: PacsWatch.Evaluate

  init(_ options: PacsWatch.Evaluate) { self.options = options }

  private var bootstrap: Bootstrap { Bootstrap(resamples: options.resamples) }

  func run() async throws {
    var answer = EvaluateAnswer()
    var isIncomplete = false
    if let labels = options.labels {
      isIncomplete = try await compareFindings(with: URL(filePath: labels), into: &answer)
    }
    if let lungs = options.lungs {
      let bundle = try ModelBundle.load(
        from: ModelLookup.folder(of: options.model ?? ModelLookup.standard)
      )
      let found = try EvaluateLungs(bundle).report(on: URL(filePath: lungs), bootstrap)
      isIncomplete = isIncomplete || !found.unreadable.isEmpty
      answer.lungs = found
    }
    try EvaluateOutput(answer).write(as: options.format)
    if isIncomplete { throw ExitCode.someFailed }
  }

  /// Fills in all but the lungs, and writes the files that were asked for.
  private func compareFindings(
    with file: URL,
    into answer: inout EvaluateAnswer
  ) async throws -> Bool {
    let labels = try options.classes.table(file)
    let splits = try labels.splits(asked: options.by)
    let store = EvaluateStore(options.store)
    defer { store.close() }
    let films = try await read(into: store, classes: options.classes.check)
    let joined = try join(films, labels)
    let report = EvaluationReport(
      of: joined,
      model: films.model,
      labels: films.classes,
      splits: splits,
      bootstrap: bootstrap
    )
    answer.evaluation = report
    var isIncomplete = films.hasFailures || report.remarks.contains(where: \.leavesOut)
    if let compare = options.compare {
      let second = try await readAgain(with: compare, classes: films.classes)
      let others = try join(second, labels, classes: films.classes)
      answer.compared = EvaluationReport(
        of: others,
        model: second.model,
        labels: films.classes,
        splits: splits,
        bootstrap: bootstrap
      )
      answer.comparison = ModelComparison(
        joined.predictions,
        others.predictions,
        labels: films.classes,
        names: (films.model, second.model)
      )
      isIncomplete = isIncomplete || second.hasFailures
    }
    if let predictions = options.predictions {
      try EvaluatePredictions(joined, films.classes).write(to: predictions)
    }
    if let page = options.report {
      try EvaluatePage(answer, joined).write(to: URL(filePath: page))
    }
    return isIncomplete
  }

  /// The findings: of the films that were named, or of the store.
  private func read(
    into store: EvaluateStore,
    classes check: ([String]) throws -> Void
  ) async throws -> EvaluateFilms {
    if options.paths.isEmpty {
      let wanted = try options.model.map { name in
        let manifest = try ModelBundle.load(from: ModelLookup.folder(of: name)).manifest
        return "\(manifest.name) \(manifest.version)"
      }
      let films = try EvaluateFilms(
        storedIn: StudyStore.openReadOnly(at: store.folder),
        model: wanted
      )
      try check(films.classes)
      return films
    }
    return try await EvaluateFilms.read(
      options.paths,
      model: options.model ?? ModelLookup.standard,
      workers: options.workers.number,
      store: store.folder,
      check: check
    )
  }

  /// The same films by the second bundle, in a store of its own.
  private func readAgain(with name: String, classes: [String]) async throws -> EvaluateFilms {
    let store = EvaluateStore(nil)
    defer { store.close() }
    return try await EvaluateFilms.read(
      options.paths,
      model: name,
      workers: options.workers.number,
      store: store.folder
    ) { others in
      guard Set(others) == Set(classes) else {
        throw EvaluateError.differentLabels(first: classes, second: others)
      }
    }
  }

  /// Joins films and labels, and says what does not fit.
  private func join(
    _ films: EvaluateFilms,
    _ labels: LabelTable,
    classes: [String]? = nil
  ) throws -> LabelledFilms {
    var joined = LabelledFilms(
      films.results,
      labels: labels,
      classes: classes ?? films.classes,
      folders: options.paths.map { URL(filePath: $0, directoryHint: .isDirectory) }
    )
    if !films.otherModels.isEmpty {
      joined.append(EvaluationRemark(.otherModel, films.otherModels))
    }
    // What the second bundle finds amiss was said for the first already.
    if classes == nil { joined.remarks.forEach(Self.say) }
    guard joined.count > 0 else {
      throw LabelTableError.nothingToCompare(
        films: films.results.count,
        labels: labels.rows.count
      )
    }
    return joined
  }

  private static func say(_ remark: EvaluationRemark) {
    Output.complain(remark.sentence)
    for subject in remark.subjects.prefix(5) { Output.remark("  \(subject)") }
    let others = remark.subjects.count - 5
    if others > 0 { Output.remark("  and \(others) more; --format json lists all") }
  }
}

extension EvaluateFilms {
  /// Reads films with one bundle through the pipeline of `process`.
  ///
  /// - Parameters:
  ///   - paths: files and folders.
  ///   - model: a bundle by name or folder.
  ///   - workers: how many films are worked on at a time.
  ///   - store: where results are recorded; made if it is not there.
  ///   - check: sees the bundle's labels before any film is read.
  /// - Returns: what became of each film.
  /// - Throws: `UnreadablePath`, `StoreError`, `BundleError`, `InferenceError`, or what `check` does.
  static func read(
    _ paths: [String],
    model: String,
    workers: Int,
    store: URL,
    check: ([String]) throws -> Void = { _ in }
  ) async throws -> Self {
    let files = try NamedFiles.list(paths)
    let workplace = try Workplace(store: store, models: [model], concurrency: workers)
    try check(workplace.pipeline.models.first.bundle.manifest.labels)
    return try EvaluateFilms(
      of: try await workplace.read(files, workers: workers),
      in: workplace
    )
  }
}
