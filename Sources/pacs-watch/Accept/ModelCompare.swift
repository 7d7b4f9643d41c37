import ArgumentParser
import Evaluation
import Foundation
import Pipeline
import Statistics
import Store

extension PacsWatch.Model {
  /// The serving bundle against its shadow, from stored pairs.
  struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare the serving bundle with the one that read beside it (shadow_model).",
      discussion: """
        From what the store holds, nothing is read again: agreement and kappa by the most probable \
        class, abstentions, differences of probabilities, and the films that differ most. With \
        --labels, McNemar's and DeLong's tests tell which of the two is right more often. A film \
        counts with its latest pair. As CSV, one row a film.
        """
    )

    @OptionGroup(title: "Storage") var storage: StoreOptions
    @Option(
      name: .long,
      help: ArgumentHelp("CSV with the truth, as for `evaluate`.", valueName: "csv"),
      completion: .file(extensions: ["csv"])
    )
    var labels: String?
    @Option(name: .long, help: ArgumentHelp("Column of the class.", valueName: "column"))
    var labelColumn: String = "label"
    @Option(
      name: .long,
      help: ArgumentHelp("Only films read since then: \(Moment.help).", valueName: "date")
    )
    var since: Moment?
    @Option(name: .long, help: "How many of the most differing films are listed.")
    var most: Int = 10
    @Option(name: .long, help: "How the answer is written.") var format: OutputFormat = .table

    func validate() throws {
      guard most >= 0 else { throw ValidationError("--most wants 0 or more.") }
    }

    func run() async throws {
      try await reportingFailures {
        let truth = try labels.map { try ShadowTruth($0, labelColumn: labelColumn) }
        let store = try StudyStore.openReadOnly(at: storage.folder)
        var pairs: [ShadowPair] = []
        try store.forEachShadowPair(ShadowQuery(since: since?.date)) { pairs.append($0) }
        guard !pairs.isEmpty else { throw NoShadowPairs(store: storage.folder.path) }
        let answers = try Dictionary(grouping: pairs) { BundlePair($0) }
          .sorted { $0.key < $1.key }
          .compactMap { try answer($0.value, truth) }
        try write(answers, pairs)
      }
    }

    private func answer(_ pairs: [ShadowPair], _ truth: ShadowTruth?) throws -> ShadowAnswer? {
      guard let agreement = ShadowAgreement(pairs, most: most) else { return nil }
      guard let truth, agreement.read > 0 else { return ShadowAnswer(agreement: agreement) }
      let (comparison, remarks) = try truth.comparison(pairs, agreement)
      for remark in remarks {
        Output.complain("\(agreement.shadow.text): \(remark.sentence)")
      }
      return ShadowAnswer(agreement: agreement, comparison: comparison, remarks: remarks)
    }

    private func write(_ answers: [ShadowAnswer], _ pairs: [ShadowPair]) throws {
      switch format {
      case .json: try Output.emit(try Output.json(answers) + "\n")
      case .csv:
        try Output.write(
          pairs.compactMap(ShadowLine.init).sorted(by: ShadowLine.differsMore),
          as: .csv
        )
      case .table:
        for answer in answers { try Output.emit(answer.text + "\n") }
        Output.remark(ResearchNotice.text + ".")
      }
    }
  }
}

/// Which two bundles a pair is of, in an order that does not change from call to call.
private struct BundlePair: Hashable, Comparable {
  let key: [String]

  init(_ pair: ShadowPair) {
    key = [
      pair.served.model, pair.served.modelVersion, pair.served.hash,
      pair.shadow.model, pair.shadow.modelVersion, pair.shadow.hash,
    ]
  }

  static func < (left: Self, right: Self) -> Bool { left.key.lexicographicallyPrecedes(right.key) }
}

/// The store holds no film that a second bundle was to read.
struct NoShadowPairs: Error, CustomStringConvertible {
  let store: String
  var description: String {
    "The store \(store) holds no film that a second bundle was to read; set `shadow_model` in the "
      + "configuration, or give `--shadow BUNDLE` to `process`."
  }
}
