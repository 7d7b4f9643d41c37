import ArgumentParser
import Evaluation
import Foundation
import Imaging
import Statistics
import Store

extension PacsWatch {
  /// Figures against known truth.
  struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare findings with labels: confusion, AUROC, calibration, with intervals.",
      discussion: """
        The labels are a CSV whose header names its columns: the film by file, sop_instance_uid, \
        study_uid or accession_number; its class in label; optionally group, which tells patients \
        apart. Films are read into a store of their own, which is removed afterwards, unless \
        --store is given. Without paths the current results of --store are compared.

        Figures are given of the films that were answered, and of all that have probabilities. \
        Exit code 1 when a file was refused or a label could not be used.
        """
    )

    @Argument(help: "Films, and folders of films.", completion: .file())
    var paths: [String] = []
    @Option(
      name: .long,
      help: ArgumentHelp("CSV with the truth.", valueName: "csv"),
      completion: .file(extensions: ["csv"])
    )
    var labels: String?
    @OptionGroup var classes: LabelOptions
    @Option(
      name: .long,
      help: ArgumentHelp(
        "Split figures by a column, beside source and view; repeatable.",
        valueName: "column"
      )
    )
    var by: [String] = []
    @Option(name: .long, help: ArgumentHelp("Bundle by name or folder.", valueName: "bundle"))
    var model: String?
    @Option(
      name: .long,
      help: ArgumentHelp("A second bundle on the same films.", valueName: "bundle")
    )
    var compare: String?
    @Option(
      name: .long,
      help: ArgumentHelp(
        "CSV with the columns image and mask: judges the bundle's lungs.",
        valueName: "csv"
      ),
      completion: .file(extensions: ["csv"])
    )
    var lungs: String?
    @Option(name: .long, help: "Films worked on at the same time, 1 to 256.")
    var workers = WorkerCount.onePerProcessor
    @Option(
      name: .long,
      help: ArgumentHelp("Store to work in, or to compare.", valueName: "dir"),
      completion: .directory
    )
    var store: String?
    @Option(name: .long, help: "Resamples of intervals that have no formula.")
    var resamples: Int = 1000
    @Option(name: .long, help: "How the figures are written.") var format: OutputFormat = .table
    @Option(
      name: .long,
      help: ArgumentHelp("One page with plots and the most confused films.", valueName: "html"),
      completion: .file(extensions: ["html"])
    )
    var report: String?
    @Option(
      name: .long,
      help: ArgumentHelp("One row a film, at full precision.", valueName: "csv"),
      completion: .file(extensions: ["csv"])
    )
    var predictions: String?

    func validate() throws {
      guard (100...100_000).contains(resamples) else {
        throw ValidationError("--resamples wants 100 to 100000.")
      }
      guard labels != nil || lungs != nil else {
        throw ValidationError("Say what to compare with: --labels, --lungs or both.")
      }
      guard labels == nil || !paths.isEmpty || store != nil else {
        throw ValidationError("Name films to read, or a --store with results.")
      }
      guard labels != nil || (paths.isEmpty && store == nil && compare == nil) else {
        throw ValidationError("Paths, --store and --compare want --labels.")
      }
      guard labels != nil || (report == nil && predictions == nil) else {
        throw ValidationError("--report and --predictions want --labels.")
      }
      guard compare == nil || !paths.isEmpty else {
        throw ValidationError("--compare reads films again: name them.")
      }
    }

    func run() async throws {
      try await reportingFailures { try await EvaluateRun(self).run() }
    }
  }
}
