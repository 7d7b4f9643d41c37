import Foundation
import Intake
import Pipeline
import Store
import Synchronization

/// Collects what became of the files of `process`, and makes the rows that are printed.
final class BatchReport: Sendable {
  private struct State {
    var processed: [ProcessedFile] = []
    var failures: [(path: String, failure: StageFailure)] = []
  }

  private let state = Mutex(State())
  private let progress: ProgressLine

  init(total: Int) { progress = ProgressLine(total: total) }

  /// Takes one file's end; refusals are said at once.
  func note(_ event: BatchRun.Event) {
    progress.advance()
    switch event {
    case .processed(let file):
      state.withLock { $0.processed.append(file) }
      guard file.status == .quarantined else { return }
      progress.finish()
      Output.complain(
        "\(file.sourcePath): \(file.detail ?? "refused earlier") [\(file.reason ?? "")]"
      )
    case .failed(let path, let failure):
      state.withLock { $0.failures.append((path, failure)) }
      progress.finish()
      Output.complain("\(path): \(failure.detail) [\(failure.reason)]")
    }
  }

  func finish() { progress.finish() }

  /// The files that came to an end, in no order.
  var processed: [ProcessedFile] { state.withLock { $0.processed } }

  /// The files about which nothing could be decided, with the reason.
  var failures: [(path: String, reason: String)] {
    state.withLock { $0.failures.map { ($0.path, $0.failure.reason) } }
  }

  /// Whether a file has no result: it was refused, or nothing could be decided.
  var hasFailures: Bool {
    state.withLock { state in
      !state.failures.isEmpty || state.processed.contains { $0.status == .quarantined }
    }
  }

  /// One row a file, in the order of naming.
  func rows(from store: StudyStore) throws -> [ResultLine] {
    try processed.sorted {
      DeliveryOrder($0.sourcePath) < DeliveryOrder($1.sourcePath)
    }.compactMap { file in
      let rows = try store.rows(ResultQuery(grouping: .instance, fileID: file.id))
      let row = rows.first { row in
        file.status == .duplicate ? row.sourceFile == file.sourcePath : row.resultID != nil
      }
      return row.map(ResultLine.init)
    }
  }

  /// Counts by status, and where everything lies.
  func summary(store: StudyStore) -> String {
    let counts = Dictionary(grouping: processed) { $0.status?.rawValue ?? "in-work" }
      .map { "\($0.value.count) \($0.key)" }.sorted().joined(separator: ", ")
    return """
      \(processed.count) files: \(counts)
      Results, originals and pictures: \(store.layout.folder.path)
      \(ResearchNotice.text).
      """
  }
}
