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
        var text = CSVWriter.line(ResultLine.csvColumns)
        var count = 0
        try store.forEachRow(selection.query) { row in
          text += CSVWriter.line(ResultLine(row).csvCells(withPatientData: !noPhi))
          count += 1
        }
        if output == "-" {
          Output.emit(text)
        } else {
          try AtomicFile().write(Array(text.utf8), to: URL(filePath: output))
        }
        try store.appendAudit(
          .exported,
          details: ["rows": "\(count)", "patient-data": "\(!noPhi)"]
        )
        if output != "-" { Output.remark("\(count) rows written to \(output)") }
      }
    }
  }
}
