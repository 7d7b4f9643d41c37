import ArgumentParser
import Foundation
import Imaging
import Store

extension PacsWatch {
  /// CSV for radiologists.
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write results as CSV, one row a study with its current result."
    )

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("The CSV; '-' is standard output.", valueName: "file"),
      completion: .file(extensions: ["csv"])
    )
    var output: String
    @Flag(name: .long, help: "Leave the patient columns blank.") var noPhi = false
    @OptionGroup(title: "Storage") var storage: StoreOptions
    @OptionGroup(title: "Which") var selection: SelectionOptions

    func run() async throws {
      try await reportingFailures {
        let store = try storage.existingStore()
        let count =
          try output == "-"
          ? write(store) { try Output.emit($0) }
          : AtomicFile().write(to: URL(filePath: output)) { append in
            try write(store) { try append(Array($0.utf8)) }
          }
        try store.appendAudit(
          .exported,
          details: ["rows": "\(count)", "patient-data": "\(!noPhi)"]
        )
        if output != "-" { Output.remark("\(count) rows written to \(output)") }
      }
    }

    /// Hands over the CSV in pieces of some thousand rows, so that memory does not grow with the store.
    private func write(_ store: StudyStore, _ append: (String) throws -> Void) throws -> Int {
      var piece = CSVWriter.line(ResultLine.csvColumns)
      var count = 0
      try store.forEachRow(selection.query) { row in
        piece += CSVWriter.line(ResultLine(row).csvCells(withPatientData: !noPhi))
        count += 1
        guard count.isMultiple(of: 4096) else { return }
        try append(piece)
        piece = ""
      }
      try append(piece)
      return count
    }
  }
}
