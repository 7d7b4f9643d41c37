public import ArgumentParser
import Foundation
public import Store

extension PacsWatch {
  /// What is known.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List studies with their current results."
    )

    @OptionGroup(title: "Storage") var storage: StoreOptions
    @OptionGroup(title: "Which") var selection: SelectionOptions
    @Option(name: .long, help: "How the rows are written.")
    var format: OutputFormat = .table

    func run() async throws {
      try await reportingFailures {
        let store = try StudyStore.openReadOnly(at: storage.folder)
        let lines = try store.rows(selection.query).map(ResultLine.init)
        try Output.write(lines, as: format)
      }
    }
  }
}

/// Which results are meant.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Results recorded since then: \(Moment.help).", valueName: "date")
  )
  var since: Moment?
  @Option(name: .long, help: ArgumentHelp("Results recorded before then.", valueName: "date"))
  var until: Moment?
  @Option(name: .long, help: "Results with this status.")
  var status: InstanceStatus?
  @Flag(name: .long, help: "One row an instance instead of one a study.")
  var allInstances = false
  @Flag(name: .long, help: "Superseded versions too.")
  var allVersions = false

  /// The same as a query.
  var query: ResultQuery {
    var query = ResultQuery()
    query.since = since?.date
    query.until = until?.date
    query.statuses = status.map { [$0] } ?? []
    query.grouping = allInstances || allVersions ? .instance : .study
    query.includesAllVersions = allVersions
    return query
  }
}

// Public because a conformance of a public type is; this program is the only one that sees it.
extension InstanceStatus: ExpressibleByArgument {}
