import Adaptation
import ArgumentParser
import Evaluation
import Foundation
import Inference
import LinearAlgebra
import Pipeline
import Store

/// The work of `adapt`: labels and films in, a bundle out.
struct AdaptRun {
  private let options: PacsWatch.Adapt
  private let clock: @Sendable () -> Date

  init(_ options: PacsWatch.Adapt, clock: @escaping @Sendable () -> Date = { Date() }) {
    self.options = options
    self.clock = clock
  }

  func run() async throws {
    let output = URL(filePath: options.output)
    // Said before films are read for minutes.
    guard !FileManager.default.fileExists(atPath: output.path) else {
      throw BundleEditionError.exists(folder: options.output)
    }
    let base = try ModelBundle.load(from: ModelLookup.folder(of: options.model))
    try options.classes.check(against: base.manifest.labels)
    let labels = try options.classes.table(URL(filePath: options.labels))
    let model = try LoadedModel(base, concurrency: options.workers.number)
    let present = try Self.heads(of: model)
    var films = try films(model)
    let (features, remarks) = try await films.labelled(
      by: labels,
      folders: folders,
      workers: options.workers.number
    )
    for remark in remarks where remark.kind != .filmWithoutLabel { Self.complain(of: remark) }
    for refusal in films.refusals { Output.complain(refusal) }
    let adaptation = try HeadAdaptation(
      features,
      present: present,
      temperature: base.manifest.temperature,
      labels: base.manifest.labels,
      options: adaptationOptions
    )
    try write(adaptation, of: base, to: output)
    let isPartial = !films.refusals.isEmpty || remarks.contains(where: \.leavesOut)
    if isPartial { throw ExitCode.someFailed }
  }

  /// Says the figures, and writes the bundle if it is better or wanted all the same.
  private func write(_ adaptation: HeadAdaptation, of base: ModelBundle, to output: URL) throws {
    let version = options.bundleVersion ?? Self.nextVersion(after: base.manifest.version)
    let isWritten = adaptation.isBetter || options.force
    if isWritten {
      let card = try AdaptCard(
        adaptation,
        base: base,
        version: version,
        day: clock()
      ).text
      try BundleEdition(
        of: base,
        version: version,
        heads: adaptation.heads.map(Self.head),
        temperature: adaptation.temperature,
        card: card
      ).write(to: output)
    }
    let answer = AdaptAnswer(adaptation, labels: base.manifest.labels, isWritten: isWritten)
    try answer.write(as: options.format)
    guard isWritten else {
      Output.complain(
        "The new head is not better than the present one in cross-validation, so nothing is "
          + "written; label more films, or insist with --force."
      )
      throw ExitCode.someFailed
    }
    Output.remark("\(base.manifest.name) \(version): \(output.path)")
    Output.remark("\(ResearchNotice.text).")
  }

  private var adaptationOptions: AdaptationOptions {
    var adaptation = AdaptationOptions()
    adaptation.prior = options.towards
    adaptation.classWeights = options.classWeights
    adaptation.seed = options.seed
    return adaptation
  }

  private var folders: [URL] {
    [URL(filePath: FileManager.default.currentDirectoryPath)]
      + options.paths.map { URL(filePath: $0) }
  }

  private func films(_ model: LoadedModel) throws -> AdaptFilms {
    guard options.paths.isEmpty else { return try AdaptFilms(at: options.paths, model: model) }
    return try AdaptFilms(
      storedIn: StudyStore.openReadOnly(at: options.storage.folder),
      model: model
    )
  }

  private static func complain(of remark: EvaluationRemark) {
    Output.complain(remark.sentence)
    for subject in remark.subjects.prefix(5) { Output.complain("  \(subject)") }
    if remark.subjects.count > 5 { Output.complain("  and \(remark.subjects.count - 5) more") }
  }

  private static func heads(of model: LoadedModel) throws -> [LinearHead] {
    let networks = model.bundle.manifest.classifier.networks
    return try zip(networks, model.session.heads).map { network, head in
      guard let head else { throw BundleEditionError.noHead(file: network.file) }
      return LinearHead(
        weights: Matrix(
          rows: head.bias.count,
          columns: head.channels,
          values: head.weights.map { Double($0) }
        ),
        bias: head.bias.map { Double($0) }
      )
    }
  }

  private static func head(_ fitted: LinearHead) -> ClassifierHead {
    ClassifierHead(
      weights: fitted.weights.values.map { Float($0) },
      bias: fitted.bias.map { Float($0) },
      channels: fitted.weights.columns
    )
  }

  /// `1.0.0` becomes `1.0.0+local.1`, and that `1.0.0+local.2`.
  static func nextVersion(after version: String) -> String {
    guard let mark = version.range(of: "+local.", options: .backwards),
      let number = Int(version[mark.upperBound...])
    else { return version + (version.contains("+") ? ".local.1" : "+local.1") }
    return version[..<mark.upperBound] + "\(number + 1)"
  }
}
