internal import GRDB

/// Checks that second bundles' readings and acceptances are those that the audit trail records.
///
/// Rows were made in the order of their ids, so each `shadow-promised` and `model-accepted` entry
/// is about the next row; a `shadow-recorded` entry is about any row that was promised before.
struct BoundRows {
  private let database: Database
  private var promised: Int64 = 0
  private var recorded = 0
  private var accepted: Int64 = 0

  init(_ database: Database) { self.database = database }

  /// Checks the row that an entry is about.
  ///
  /// - Returns: what is wrong, or nil.
  mutating func check(_ entry: AuditEntry) throws -> String? {
    switch entry.event {
    case .shadowPromised: try checkPromise(entry)
    case .shadowRecorded: try checkReading(entry)
    case .modelAccepted: try checkAcceptance(entry)
    default: nil
    }
  }

  /// What is wrong once all entries were seen, or nil.
  func checkEnd() throws -> String? {
    let counts = [
      ("SELECT count(*) FROM shadow", Int(promised), "a reading of a second bundle"),
      (
        "SELECT count(*) FROM shadow WHERE status <> 'promised'", recorded,
        "what a second bundle said"
      ),
      ("SELECT count(*) FROM acceptance", Int(accepted), "an acceptance"),
    ]
    for (sql, expected, what) in counts where try Int.fetchOne(database, sql: sql) != expected {
      return "no entry records \(what)"
    }
    return nil
  }

  private mutating func checkPromise(_ entry: AuditEntry) throws -> String? {
    guard let details = try? CanonicalJSON.value(ShadowDetails.self, from: entry.details),
      let hash = details.bundleHash, details.shadow == promised + 1
    else { return "the entry does not say which reading it promises" }
    promised = details.shadow
    let row = try Row.fetchOne(
      database,
      sql: "SELECT result_id, bundle_hash, promised_at FROM shadow WHERE id = ?",
      arguments: [details.shadow]
    )
    guard let row else { return "the reading \(details.shadow) that it promises is missing" }
    guard row[0] == details.result, row[1] == hash, row[2] == entry.recordedAt else {
      return "the reading \(details.shadow) is not the one that was promised"
    }
    return nil
  }

  private mutating func checkReading(_ entry: AuditEntry) throws -> String? {
    guard let details = try? CanonicalJSON.value(ShadowDetails.self, from: entry.details),
      let digest = details.digest, details.shadow <= promised
    else { return "the entry does not say which reading it records" }
    recorded += 1
    guard try BoundTable.shadow.digest(database, of: details.shadow) == digest else {
      return "the reading \(details.shadow) is not what was recorded"
    }
    return nil
  }

  private mutating func checkAcceptance(_ entry: AuditEntry) throws -> String? {
    guard let details = try? CanonicalJSON.value(AcceptanceDetails.self, from: entry.details),
      details.acceptance == accepted + 1, let digest = details.digest
    else { return "the entry does not say which acceptance it records" }
    accepted += 1
    guard try BoundTable.acceptance.digest(database, of: accepted) == digest else {
      return "the acceptance \(accepted) is not what was recorded"
    }
    return nil
  }
}
