import ArgumentParser
import Foundation
import Phantoms

extension PacsWatch {
  /// Synthetic studies.
  struct Phantom: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the synthetic studies of sample-dicom: the same bytes at each run.")

    @Option(
      name: .shortAndLong, help: ArgumentHelp("Folder that gets them.", valueName: "dir"),
      completion: .directory)
    var output: String

    func run() async throws {}
  }
}
