internal import Foundation
public import Store

/// Reads kept originals again, with the bundles of today.
public struct Reprocessing: Sendable {
  private let pipeline: StudyPipeline

  /// Re-runs over a pipeline.
  public init(_ pipeline: StudyPipeline) { self.pipeline = pipeline }

  /// What a re-run came to.
  public enum Outcome: Sendable {
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
  public func renew(_ file: StoredFile) throws(StageFailure) -> Outcome {
    guard let claimed = ClaimedFile(file) else { return .originalGone }
    let examination = try pipeline.examine(claimed)
    return .superseded(try pipeline.record(examination, of: claimed))
  }

  /// Reads one file again and compares with its current result; the result stays as it is.
  ///
  /// - Parameter file: a file whose original is kept.
  /// - Returns: identical, or the fields that differ.
  /// - Throws: `StageFailure` with `retry` or `stop`.
  public func compare(_ file: StoredFile) throws(StageFailure) -> Outcome {
    guard let claimed = ClaimedFile(file) else { return .originalGone }
    let examination = try pipeline.examine(claimed)
    let recorded = try pipeline.storing(at: .record) { try pipeline.store.currentOutcome(of: file.id) }
    guard let recorded else { return .differs([.missing]) }
    let differences = OutcomeComparison.differences(recorded, examination.outcome)
    try pipeline.storing(at: .record) {
      try pipeline.store.appendAudit(
        .compared, subject: file.contentHash.hex, studyUID: examination.outcome.identity?.studyUID,
        details: [
          "identical": "\(differences.isEmpty)",
          "fields": differences.map(\.field).joined(separator: ","),
        ])
    }
    return differences.isEmpty ? .identical : .differs(differences)
  }
}
