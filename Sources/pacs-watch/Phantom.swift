public import ArgumentParser
import Foundation
public import Phantoms

extension PacsWatch {
  /// Synthetic studies.
  struct Phantom: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write synthetic chest studies as DICOM files; the same bytes at each run.",
      discussion: """
        Without --count: the set of sample-dicom with its MANIFEST.csv, which covers transfer \
        syntaxes, bit depths, grey scales, views and broken files. With --count: that many studies \
        of invented patients. No phantom is a likeness of a person.
        """
    )

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("Folder that gets the files.", valueName: "dir"),
      completion: .directory
    )
    var output: String
    @Option(name: .long, help: "This many studies instead of the set.")
    var count: Int?
    @Option(name: .long, help: "From which anatomy, UIDs and noise follow.")
    var seed: UInt64 = 1
    @Option(name: .long, help: "A film's view; repeatable, one film each.")
    var view: [ChestPhantom.View] = []
    @Option(name: .long, help: "What is wrong with the lungs.")
    var finding: ChestPhantom.Finding = .none
    @Option(name: .long, help: "How pixels are encoded.")
    var transferSyntax: PhantomTransferSyntax = .jpegLosslessSV1
    @Option(name: .long, help: "The width of a PA film in pixels, 128 to 4000.")
    var columns: Int = 1024

    func validate() throws {
      guard count.map({ (1...100_000).contains($0) }) ?? true else {
        throw ValidationError("--count wants 1 to 100000.")
      }
      guard (128...4000).contains(columns) else {
        throw ValidationError("--columns wants 128 to 4000.")
      }
    }

    func run() async throws {
      try await reportingFailures {
        let folder = URL(filePath: output, directoryHint: .isDirectory)
        if let count {
          try writeStudies(count, to: folder)
        } else {
          try writeSet(to: folder)
        }
      }
    }

    private func writeSet(to folder: URL) throws {
      let progress = ProgressLine(total: PhantomSet.standard.entries.count)
      try PhantomSet.standard.write(to: folder) { _, _, _ in progress.advance() }
      progress.finish()
      Output.remark("\(PhantomSet.standard.entries.count) files and MANIFEST.csv in \(output)")
    }

    private func writeStudies(_ count: Int, to folder: URL) throws {
      let progress = ProgressLine(total: count)
      for number in 1...count {
        let study = PhantomStudy(
          seed: seed,
          number: number,
          views: view.isEmpty ? [.posteroAnterior] : view,
          finding: finding,
          transferSyntax: transferSyntax,
          columns: columns
        )
        try study.write(to: folder)
        progress.advance()
      }
      progress.finish()
      Output.remark("\(count) studies in \(output)")
    }
  }
}

extension ChestPhantom.View: ExpressibleByArgument {}
extension ChestPhantom.Finding: ExpressibleByArgument {}

extension PhantomTransferSyntax: ExpressibleByArgument {
  /// A syntax by its name in `MANIFEST.csv`, or by its UID.
  public init?(argument: String) {
    let found = Self.allCases.first { $0.name == argument || $0.rawValue == argument }
    guard let found else { return nil }
    self = found
  }

  /// The names, for the help.
  public static var allValueStrings: [String] { allCases.map(\.name) }
  /// The name.
  public var defaultValueDescription: String { name }
}
