import ArgumentParser
import Foundation
import Inference
import Pipeline

extension PacsWatch {
  /// Model bundles.
  struct Model: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List and check model bundles.",
      subcommands: [ListBundles.self, Check.self]
    )
  }
}

extension PacsWatch.Model {
  /// The bundles that can be named.
  struct ListBundles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the bundles that can be named without a path."
    )
    @Option(name: .long, help: "How the rows are written.") var format: OutputFormat = .table

    func run() async throws {
      try await reportingFailures {
        try Output.write(ModelLookup.known.map(BundleLine.init), as: format)
      }
    }
  }

  /// All that can be checked about a bundle.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a bundle: manifest, hashes, networks, labels, and the heatmap's head."
    )
    @Argument(help: "Bundle by name or folder.", completion: .directory)
    var bundle: String = ModelLookup.standard

    func run() async throws {
      try await reportingFailures {
        let bundle = try ModelBundle.load(from: ModelLookup.folder(of: bundle))
        let found = try bundle.check()
        let manifest = bundle.manifest
        try Output.emit("\(manifest.name) \(manifest.version): every check passed\n")
        try Output.emit("labels: \(manifest.labels.joined(separator: ", "))\n")
        for (number, difference) in found.headDifferences.enumerated() {
          try Output.emit(
            "network \(number + 1): the heatmap's head gives the logits within \(difference)\n"
          )
        }
        try Output.emit(
          "engine: \(found.engine.name) \(found.engine.version), \(found.engine.precision)\n"
        )
        try Output.emit("\(ResearchNotice.text).\n")
      }
    }
  }
}

/// A bundle in the list; a broken one is listed with its fault.
private struct BundleLine: TableRow, Encodable {
  var name: String
  var version = ""
  var labels = ""
  var state = "usable"
  var folder: String

  static let columns = ["name", "version", "labels", "state", "folder"]
  var cells: [String] { [name, version, labels, state, folder] }

  init(_ folder: URL) {
    name = folder.lastPathComponent
    self.folder = folder.path
    do {
      let manifest = try ModelBundle.load(from: folder).manifest
      name = manifest.name
      version = manifest.version
      labels = manifest.labels.joined(separator: ", ")
    } catch {
      state = "\(error)"
    }
  }
}
