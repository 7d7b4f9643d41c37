import ArgumentParser
import Foundation
import Inference
import Pipeline
import Store

extension PacsWatch {
  /// Model bundles.
  struct Model: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List, check, accept and compare model bundles.",
      subcommands: [ListBundles.self, Check.self, Accept.self, Compare.self]
    )
  }
}

extension PacsWatch.Model {
  /// The bundles that can be named.
  struct ListBundles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the bundles that can be named without a path, and whether they are accepted."
    )
    @Argument(help: "Further bundles, by folder.", completion: .directory)
    var bundles: [String] = []
    @OptionGroup(title: "Storage") var storage: StoreOptions
    @Option(name: .long, help: "How the rows are written.") var format: OutputFormat = .table

    func run() async throws {
      try await reportingFailures {
        let folders = try ModelLookup.known + bundles.map(ModelLookup.folder)
        let accepted = acceptances()
        try Output.write(folders.map { BundleLine($0, accepted) }, as: format)
      }
    }

    /// The latest acceptance by seal; nil where the store cannot be asked, which is said.
    private func acceptances() -> [String: RecordedAcceptance]? {
      do {
        let all = try storage.readOnlyStoreIfMade()?.acceptances() ?? []
        return Dictionary(all.map { ($0.acceptance.bundleSeal, $0) }) { $1 }
      } catch {
        Output.complain("Which bundles are accepted is not known: \(error)")
        return nil
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
        try Output.emit("seal: \(try BundleSeal(of: bundle).hex)\n")
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
  /// When and by whom the bundle was accepted in the store; `no`, or `unknown`.
  var accepted = "no"
  var folder: String

  static let columns = ["name", "version", "labels", "state", "accepted", "folder"]
  var cells: [String] { [name, version, labels, state, accepted, folder] }

  init(_ folder: URL, _ acceptances: [String: RecordedAcceptance]?) {
    name = folder.lastPathComponent
    self.folder = folder.path
    let seal: BundleSeal
    do {
      let bundle = try ModelBundle.load(from: folder)
      seal = try BundleSeal(of: bundle)
      let manifest = bundle.manifest
      name = manifest.name
      version = manifest.version
      labels = manifest.labels.joined(separator: ", ")
    } catch {
      state = "\(error)"
      return
    }
    guard let acceptances else {
      accepted = "unknown"
      return
    }
    if let recorded = acceptances[seal.hex] {
      let day = recorded.acceptedAt.formatted(.iso8601.year().month().day())
      accepted = "\(day) by \(recorded.acceptance.signedBy)"
    }
  }
}
