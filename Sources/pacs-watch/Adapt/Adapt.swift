public import Adaptation
public import ArgumentParser
import Evaluation
import Foundation

extension PacsWatch {
  /// A new head on frozen features, from a department's own labelled films.
  struct Adapt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Fit a bundle's head and calibration to your own labelled films.",
      discussion: """
        Writes a new version of the bundle: the same networks, a new last layer, a new temperature, \
        and a card that says what was done. Films come from the store's kept originals, or from the \
        paths if there are any. The labels are a CSV as `evaluate` reads it; the column group tells \
        patients apart.

        Nothing is written, with exit code 1, when the new head is not better in cross-validation, \
        and with 65 when a class has films of fewer than \(AdaptationOptions.leastPatients) patients.
        """
    )

    @Argument(help: "Films and folders; without any, the store's.", completion: .file())
    var paths: [String] = []
    @Option(
      name: .long,
      help: ArgumentHelp("CSV with the truth.", valueName: "csv"),
      completion: .file(extensions: ["csv"])
    )
    var labels: String
    @OptionGroup var classes: LabelOptions
    @Option(name: .long, help: ArgumentHelp("Bundle by name or folder.", valueName: "bundle"))
    var model: String = ModelLookup.standard
    @Option(
      name: .long,
      help: ArgumentHelp("Folder of the new bundle; not there yet.", valueName: "dir"),
      completion: .directory
    )
    var output: String
    @Option(
      name: .customLong("bundle-version"),
      help: ArgumentHelp(
        "Version of the new bundle; the old one's with +local.1 by default.",
        valueName: "version"
      )
    )
    var bundleVersion: String?
    @OptionGroup(title: "Storage") var storage: StoreOptions
    @Option(
      name: .long,
      help: "What the penalty draws the weights to: the present head's, or zero."
    )
    var towards: AdaptationOptions.Prior = .present
    @Option(name: .long, help: "Whether every class counts the same, or every film.")
    var classWeights: ClassWeights = .balanced
    @Option(name: .long, help: "Deals the patients into folds.") var seed: UInt64 = 1
    @Flag(name: .long, help: "Write a head that is not better too; its card says so.")
    var force = false
    @Option(name: .long, help: "Films read at the same time, 1 to 256.")
    var workers = WorkerCount.onePerProcessor
    @Option(name: .long, help: "How the figures are written.") var format: OutputFormat = .table

    func run() async throws {
      try await reportingFailures { try await AdaptRun(self).run() }
    }
  }
}

extension AdaptationOptions.Prior: ExpressibleByArgument {}
extension ClassWeights: ExpressibleByArgument {}
