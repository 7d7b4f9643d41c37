import ArgumentParser
import Foundation
import Intake
import Pipeline

extension PacsWatch {
  /// Files or folders, once.
  struct Process: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read files or folders once: DICOM instances, or films as PNG or JPEG.",
      discussion: """
        Prints one row a file. A plain picture is taken as what the first bundle reads, a frontal \
        film or an axial slice, and its row says so. Exit code 1 when a file could not be read.
        """
    )

    @Argument(help: "Files and folders.", completion: .file())
    var paths: [String]
    @OptionGroup(title: "Storage") var storage: StoreOptions
    @OptionGroup(title: "Models") var models: ModelOptions
    @OptionGroup(title: "Models") var serving: ServingOptions
    @Option(name: .long, help: "Films worked on at the same time, 1 to 256.")
    var workers = WorkerCount.onePerProcessor
    @Flag(name: .long, help: "Say on standard error what each stage took.")
    var profile = false
    @Option(name: .long, help: "How the rows are written.")
    var format: OutputFormat = .table

    func run() async throws {
      try await reportingFailures {
        let files = try NamedFiles.list(paths)
        let workplace = try Workplace(
          store: storage.folder,
          models: models.names,
          serving: serving.serving,
          concurrency: workers.number
        )
        let report = try await workplace.read(files, workers: workers.number)
        let rows = try report.rows(from: workplace.store)
        try Output.write(rows, as: format)
        if format == .table { Output.remark(report.summary(store: workplace.store)) }
        if profile { Output.remark(StageProfile(report.processed.map(\.stageTimes)).table) }
        if report.hasFailures { throw ExitCode.someFailed }
      }
    }
  }
}
