internal import ContentHash
internal import Foundation
internal import GRDB

/// A table whose rows are bound to the audit trail by a digest.
///
/// The digest is SHA-256 over the canonical bytes (`CanonicalBytes`) of the form's name and of the
/// columns in their order, computed from what the database gives back. `ResultDigest` does the same
/// for results, with the content's hash in front.
struct BoundTable {
  enum Kind { case integer, text, real }

  /// What the canonical bytes begin with.
  let form: String
  /// The table; its key is the first column, `id`.
  let name: String
  let columns: [(name: String, kind: Kind)]

  /// The digest of a row, or nil if there is no such row.
  func digest(_ database: Database, of id: Int64) throws -> String? {
    let names = columns.map(\.name).joined(separator: ", ")
    let statement = try database.cachedStatement(sql: "SELECT \(names) FROM \(name) WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    var canonical = CanonicalBytes(form)
    for (index, column) in columns.enumerated() {
      if row.hasNull(atIndex: index) {
        canonical.appendNull()
        continue
      }
      switch column.kind {
      case .integer: canonical.append(row[index] as Int64)
      case .real: canonical.append(row[index] as Double)
      case .text: try row.withUnsafeData(atIndex: index) { canonical.append(raw: $0 ?? Data()) }
      }
    }
    return SHA256Digest(of: canonical.bytes).hex
  }

  /// All readings of shadow bundles, promised or recorded.
  static let shadow = BoundTable(
    form: "pacs-watch shadow 1",
    name: "shadow",
    columns: [
      ("id", .integer), ("result_id", .integer), ("promised_at", .text), ("bundle_hash", .text),
      ("model", .text), ("model_version", .text), ("status", .text), ("recorded_at", .text),
      ("reason", .text), ("detail", .text), ("finding", .text), ("probability", .real),
      ("probabilities", .text), ("segmentation_confidence", .real), ("flags", .text),
      ("milliseconds", .real), ("provenance", .text),
    ]
  )

  /// All accepted bundles.
  static let acceptance = BoundTable(
    form: "pacs-watch acceptance 1",
    name: "acceptance",
    columns: [
      ("id", .integer), ("accepted_at", .text), ("signed_by", .text), ("model", .text),
      ("model_version", .text), ("bundle_seal", .text), ("file_hashes", .text),
      ("labels_hash", .text), ("films", .integer), ("figures", .text), ("demands", .text),
      ("program_version", .text), ("engine", .text), ("engine_version", .text),
      ("precision", .text), ("machine_class", .text),
    ]
  )
}
