internal import ContentHash
internal import Foundation
public import Store

/// Reads kept originals again, with the bundles of today.
public struct Reprocessing: Sendable {
  private let pipeline: StudyPipeline

  /// Re-runs over a pipeline.
  public init(_ pipeline: StudyPipeline) { self.pipeline = pipeline }

  /// What a re-run came to.
  public enum Answer: Sendable {
    /// A new version supersedes the old one.
    case superseded(RecordedResult)
    /// Every field and every picture is bit-identical; nothing was recorded but the comparison.
    case identical
    /// These fields differ; nothing was recorded but the comparison.
    case differs([FieldDifference])
    /// The original is no longer kept.
    case originalGone
  }

  /// Reads one file again and records the result as a new version.
  ///
  /// - Parameter file: a file whose original is kept.
  /// - Returns: the new version, or that there is no original.
  /// - Throws: `StageFailure` with `retry` or `stop`.
  public func renew(_ file: StoredFile) throws(StageFailure) -> Answer {
    guard let claimed = ClaimedFile(file) else { return .originalGone }
    let examination = try pipeline.examine(claimed)
    let recorded = try pipeline.record(examination, of: claimed)
    pipeline.keep(recorded.promise, of: claimed)
    return .superseded(recorded.result)
  }

  /// Reads one file again and compares with its current result; the result stays as it is.
  ///
  /// - Parameter file: a file whose original is kept.
  /// - Returns: identical, or the fields that differ.
  /// - Throws: `StageFailure` with `retry` or `stop`.
  public func compare(_ file: StoredFile) throws(StageFailure) -> Answer {
    guard let claimed = ClaimedFile(file) else { return .originalGone }
    let examination = try pipeline.examine(claimed)
    let rows = try pipeline.storing(at: .record) {
      try pipeline.store.rows(
        ResultQuery(grouping: .instance, includesAllVersions: true, fileID: file.id)
      )
    }
    guard let recorded = rows.last(where: { $0.resultID != nil }) else {
      return .differs([.missing])
    }
    let differences = OutcomeComparison.differences(Outcome(recorded), examination.outcome)
    _ = try pipeline.storing(at: .record) {
      try pipeline.store.appendAudit(
        .compared,
        subject: file.contentHash.hex,
        studyUID: examination.outcome.identity?.studyUID,
        details: [
          "identical": "\(differences.isEmpty)",
          "fields": differences.map(\.field).joined(separator: ","),
        ]
      )
    }
    return differences.isEmpty ? .identical : .differs(differences)
  }
}
