import ArgumentParser
import ContentHash
import Foundation
import Pipeline
import Store

extension PacsWatch {
  /// Kept originals, again.
  struct Reprocess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read kept originals again; the old result is superseded, never overwritten.",
      discussion: """
        With --compare nothing is superseded: the films are read again, and each is said to be \
        identical to its current result or the fields that differ are named (exit code 1).
        """
    )

    @Option(name: .long, help: ArgumentHelp("One study, by its UID.", valueName: "uid"))
    var study: String?
    @Option(
      name: .long,
      help: ArgumentHelp("All that arrived since then: \(Moment.help).", valueName: "date")
    )
    var since: Moment?
    @Flag(name: .long, help: "All that is kept.") var all = false
    @Flag(name: .long, help: "Only compare with the current result.") var compare = false
    @OptionGroup(title: "Storage") var storage: StoreOptions
    @OptionGroup(title: "Models") var models: ModelOptions
    @OptionGroup(title: "Models") var serving: ServingOptions
    @Option(name: .long, help: "How the rows are written.")
    var format: OutputFormat = .table

    func validate() throws {
      let choices = [study != nil, since != nil, all].count { $0 }
      guard choices == 1 else {
        throw ValidationError("Say which: exactly one of --study, --since and --all.")
      }
      guard !compare || serving.shadow == nil else {
        throw ValidationError("--compare records nothing, so there is nothing for --shadow.")
      }
    }

    func run() async throws {
      try await reportingFailures {
        let workplace = try Workplace(
          store: storage.folder,
          models: models.names,
          serving: serving.serving,
          concurrency: 1
        )
        let files = try files(in: workplace.store)
        guard !files.isEmpty else {
          Output.complain("The store knows no such file; `pacs-watch list` shows what it knows.")
          throw ExitCode.unusable
        }
        let progress = ProgressLine(total: files.count)
        let again = Reprocessing(workplace.pipeline)
        var rows: [ReprocessRow] = []
        for file in files {
          let outcome = try compare ? again.compare(file) : again.renew(file)
          rows.append(ReprocessRow(file, outcome))
          progress.advance()
        }
        progress.finish()
        try Output.write(rows, as: format)
        if rows.contains(where: \.isBad) { throw ExitCode.someFailed }
      }
    }

    private func files(in store: StudyStore) throws -> [StoredFile] {
      if let study { return try store.files(study: study) }
      if let since { return try store.files(since: since.date) }
      return try store.allFiles()
    }
  }
}

/// One line of the answer.
struct ReprocessRow: TableRow, Encodable {
  let file: String
  let sourceFile: String
  let outcome: String
  let details: String
  let isBad: Bool

  static let columns = ["source_file", "outcome", "details"]
  var cells: [String] { [sourceFile, outcome, details] }

  init(_ stored: StoredFile, _ outcome: Reprocessing.Answer) {
    file = stored.contentHash.hex
    sourceFile = stored.sourcePath
    switch outcome {
    case .superseded(let result):
      (self.outcome, isBad) = ("version \(result.version)", result.status == .quarantined)
      details = [result.status.rawValue, result.reason].compactMap { $0 }.joined(separator: " ")
    case .identical: (self.outcome, details, isBad) = ("identical", "", false)
    case .differs(let fields):
      (self.outcome, isBad) = ("differs", true)
      details = fields.map { "\($0.field): \($0.recorded) -> \($0.computed)" }
        .joined(separator: "; ")
    case .originalGone:
      (self.outcome, details, isBad) = ("not possible", "the original is no longer kept", true)
    }
  }
}
