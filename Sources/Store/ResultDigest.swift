internal import ContentHash
internal import Foundation
internal import GRDB

/// The digest that binds a version of a result to its audit entry.
///
/// SHA-256 over the canonical bytes (`CanonicalBytes`) of the text `pacs-watch result 1`, the
/// content's hash, and all columns of the row but `superseded_by` and `rank`, in the order below.
/// It is computed from what the database gives back, so that what was stored is what is bound.
/// A later migration that adds columns begins another form, and leaves this one to older rows.
enum ResultDigest {
  static let form = "pacs-watch result 1"

  private enum Kind { case integer, text, real }

  private static let columns: [(name: String, kind: Kind)] = [
    ("id", .integer), ("file_id", .integer), ("version", .integer), ("processed_at", .text),
    ("study_uid", .text), ("series_uid", .text), ("sop_instance_uid", .text),
    ("sop_class_uid", .text), ("modality", .text), ("accession_number", .text),
    ("patient_id", .text), ("patient_name", .text), ("study_date", .text), ("patient_sex", .text),
    ("patient_age", .text), ("pixel_hash", .text), ("view", .text), ("view_evidence", .text),
    ("status", .text), ("reason", .text), ("outcome_status", .text), ("outcome_reason", .text),
    ("detail", .text), ("finding", .text), ("probability", .real), ("probabilities", .text),
    ("segmentation_confidence", .real), ("heatmap_in_lungs", .real), ("flags", .text),
    ("model", .text), ("model_version", .text), ("image_file", .text), ("heatmap_file", .text),
    ("image_sha256", .text), ("heatmap_sha256", .text), ("provenance", .text),
  ]

  /// Selects what `digest(of:)` reads: superseded_by, the content's hash, then the columns.
  static let selection = """
    SELECT r.superseded_by, f.content_hash, \(columns.map { "r." + $0.name }.joined(separator: ", "))
    FROM result r JOIN file f ON f.id = r.file_id
    """

  /// The digest of a row that `selection` gave.
  static func digest(of row: Row) throws -> String {
    var canonical = CanonicalBytes(form)
    try append(row, at: 1, as: .text, to: &canonical)
    for (index, column) in columns.enumerated() {
      try append(row, at: index + 2, as: column.kind, to: &canonical)
    }
    return SHA256Digest(of: canonical.bytes).hex
  }

  private static func append(
    _ row: Row,
    at index: Int,
    as kind: Kind,
    to canonical: inout CanonicalBytes
  ) throws {
    if row.hasNull(atIndex: index) { return canonical.appendNull() }
    switch kind {
    case .integer: canonical.append(row[index] as Int64)
    case .real: canonical.append(row[index] as Double)
    // The raw bytes: a text that was cut by U+0000 or is no UTF-8 must not look whole.
    case .text: try row.withUnsafeData(atIndex: index) { canonical.append(raw: $0 ?? Data()) }
    }
  }
}

/// What the audit says about a version of a result.
struct ResultDetails: Codable {
  let result: Int64
  let version: Int
  let status: String
  let reason: String?
  let digest: String
  /// `outcome`, or `same-uid` for a version that the rule for equal SOP Instance UIDs made.
  let cause: String
  /// The results whose place it took.
  let supersedes: [Int64]
  /// The result that held its place already when it was recorded.
  let supersededBy: Int64?
}
