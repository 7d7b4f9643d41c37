import ArgumentParser
import Foundation
import Glibc

extension PacsWatch.Model {
  /// A person's signature under a bundle's figures on the department's own films.
  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Evaluate a bundle on labelled films of your own, and sign it off for a store.",
      discussion: """
        The films are read into a store of their own, which is removed afterwards. The figures are \
        shown; once they are confirmed, they go into the audit trail of --store, with the hash of \
        every file of the bundle. A configuration with `require_acceptance: true` lets only accepted \
        bundles serve. Where a --minimum is not reached, nothing is accepted, the refusal is audited, \
        and the exit code is 1.

        Figures are of the films that were answered; with all. in front, of all films that have \
        probabilities. A label follows a class's figure, as in sensitivity.Pneumonia.
        """
    )

    @Argument(help: "Bundle by name or folder.", completion: .directory) var bundle: String
    @Argument(help: "Labelled films, and folders of them.", completion: .file())
    var paths: [String]
    @Option(
      name: .long,
      help: ArgumentHelp("CSV with the truth, as for `evaluate`.", valueName: "csv"),
      completion: .file(extensions: ["csv"])
    )
    var labels: String
    @OptionGroup var classes: LabelOptions
    @Option(
      name: .long,
      help: ArgumentHelp(
        "The least value of a figure, such as balanced_accuracy=0.8; repeatable.",
        valueName: "figure=value"
      )
    )
    var minimum: [FigureMinimum] = []
    @Option(name: .long, help: ArgumentHelp("Who signs: name and role.", valueName: "text"))
    var signedBy: String
    @Flag(name: .long, help: "Accept without asking.") var yes = false
    @OptionGroup(title: "Storage") var storage: StoreOptions
    @Option(name: .long, help: "Films worked on at the same time, 1 to 256.")
    var workers = WorkerCount.onePerProcessor
    @Option(name: .long, help: "How the figures are written.") var format: OutputFormat = .table

    func validate() throws {
      guard !signedBy.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else {
        throw ValidationError("--signed-by wants a name.")
      }
      guard Set(minimum.map(\.figure)).count == minimum.count else {
        throw ValidationError("--minimum names a figure twice.")
      }
    }

    func run() async throws {
      guard yes || isatty(STDIN_FILENO) == 1 else {
        throw ValidationError("There is no terminal to ask at: give --yes to accept the figures.")
      }
      try await reportingFailures { try await ModelAcceptRun(self).run() }
    }
  }
}

/// One `--minimum FIGURE=VALUE`; the last equals sign separates.
struct FigureMinimum: ExpressibleByArgument {
  let figure: String
  let value: Double

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="),
      let value = Double(argument[argument.index(after: sign)...]), value.isFinite
    else { return nil }
    figure = argument[..<sign].trimmingCharacters(in: .whitespaces)
    self.value = value
    guard !figure.isEmpty else { return nil }
  }
}
