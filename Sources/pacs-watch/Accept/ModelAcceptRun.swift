import ArgumentParser
import ContentHash
import Evaluation
import Foundation
import Inference
import Pipeline
import Statistics
import Store

/// The steps of `model accept`: read the films, compute, show, ask, sign.
struct ModelAcceptRun {
  private let options: PacsWatch.Model.Accept

  init(_ options: PacsWatch.Model.Accept) { self.options = options }

  func run() async throws {
    let file = URL(filePath: options.labels)
    let labels = try options.classes.table(file)
    let labelsHash = SHA256Digest(of: Array(try Data(contentsOf: file))).hex
    // Before the films are read: a store that cannot be written must not cost an hour.
    let store = try StudyStore.open(at: options.storage.folder, actor: NSUserName())
    let (acceptance, report) = try await evaluate(labels, hash: labelsHash)
    try show(acceptance, report)
    guard acceptance.meetsDemands else {
      try store.refuse(acceptance, reason: "demands-not-met")
      let missed = acceptance.demands.filter { !$0.isMet }.map(\.figure)
      Output.complain(
        "\(acceptance.model) \(acceptance.modelVersion) is not accepted: "
          + "\(missed.joined(separator: ", ")) is below the minimum."
      )
      throw ExitCode.someFailed
    }
    guard options.yes || isConfirmed(acceptance) else {
      try store.refuse(acceptance, reason: "declined")
      Output.complain("Nothing was accepted.")
      throw ExitCode.someFailed
    }
    let recorded = try store.accept(acceptance)
    Output.remark(
      "Accepted: \(acceptance.model) \(acceptance.modelVersion), seal \(acceptance.bundleSeal), "
        + "by \(acceptance.signedBy), acceptance \(recorded.id) of \(store.layout.folder.path)"
    )
    Output.remark(ResearchNotice.text + ".")
  }

  /// Reads the films with the bundle, in a store that is removed afterwards.
  private func evaluate(
    _ labels: LabelTable,
    hash labelsHash: String
  ) async throws -> (Acceptance, EvaluationReport) {
    let films = try NamedFiles.list(options.paths)
    let scratch = EvaluateStore(nil)
    defer { scratch.close() }
    let workplace = try Workplace(
      store: scratch.folder,
      models: [options.bundle],
      concurrency: options.workers.number
    )
    let model = workplace.pipeline.models.first
    let manifest = model.bundle.manifest
    try options.classes.check(against: manifest.labels)
    try AcceptFigures.check(options.minimum, labels: manifest.labels)
    let seal = try BundleSeal(of: model.bundle)
    let read = try EvaluateFilms(
      of: try await workplace.read(films, workers: options.workers.number),
      in: workplace
    )
    let joined = LabelledFilms(
      read.results,
      labels: labels,
      classes: manifest.labels,
      folders: options.paths.map { URL(filePath: $0, directoryHint: .isDirectory) }
    )
    joined.remarks.forEach { Output.complain($0.sentence) }
    guard joined.count > 0 else {
      throw LabelTableError.nothingToCompare(films: read.results.count, labels: labels.rows.count)
    }
    let report = EvaluationReport(of: joined, model: read.model, labels: manifest.labels)
    guard report.all != nil else { throw AcceptError.noFigures }
    let figures = AcceptFigures(report)
    let engine = model.session.engine
    let acceptance = Acceptance(
      signedBy: options.signedBy,
      model: manifest.name,
      modelVersion: manifest.version,
      bundleSeal: seal.hex,
      fileHashes: seal.files,
      labelsHash: labelsHash,
      films: report.coverage.labelled,
      figures: AcceptFigures.signed(report),
      demands: options.minimum.map(figures.demand),
      programVersion: ProgramVersion.current,
      engine: engine.name,
      engineVersion: engine.version,
      precision: engine.precision,
      machineClass: "\(engine.device), \(engine.threads) thread(s) an inference"
    )
    return (acceptance, report)
  }

  private func show(_ acceptance: Acceptance, _ report: EvaluationReport) throws {
    let rows = acceptance.figures.figures.map { FigureRow($0, acceptance.demands) }
    guard options.format == .table else { return try Output.write(rows, as: options.format) }
    try Output.emit(
      "\(acceptance.model) \(acceptance.modelVersion), seal \(acceptance.bundleSeal)\n"
    )
    let statuses = report.coverage.byStatus.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    try Output.emit(
      "\(acceptance.films) labelled films: "
        + statuses.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + "\n\n"
    )
    let figures = acceptance.figures
    try Output.emit("Films that were answered, by class (rows) and finding (columns)\n")
    try Output.emit(
      Output.table(
        [""] + figures.labels + ["no answer"],
        figures.labels.indices.map { row in
          [figures.labels[row]] + figures.confusion[row].map(String.init)
            + ["\(figures.abstained[row])"]
        }
      ) + "\n"
    )
    // Where every film was answered, both sets of figures are the same.
    let isTwofold = report.answered == report.all
    try Output.write(
      rows.filter { !isTwofold || !$0.figure.hasPrefix("all.") || $0.minimum != nil },
      as: .table
    )
  }

  private func isConfirmed(_ acceptance: Acceptance) -> Bool {
    Output.complain(
      "\(acceptance.signedBy) accepts \(acceptance.model) \(acceptance.modelVersion) with these "
        + "figures for \(options.storage.folder.path)? Type yes:"
    )
    return readLine()?.trimmingCharacters(in: .whitespaces) == "yes"
  }
}
