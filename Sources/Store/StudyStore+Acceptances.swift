internal import Foundation
internal import GRDB

extension StudyStore {
  /// Records that a bundle is accepted for this store, once all demands are met.
  ///
  /// Row and audit entry are one transaction. Audit: `model-accepted`, with all that was signed and
  /// the row's digest.
  ///
  /// - Parameter acceptance: what was signed.
  /// - Returns: the acceptance as it was recorded.
  /// - Throws: `StoreError.demandsNotMet`, or what SQLite reports.
  @discardableResult
  public func accept(_ acceptance: Acceptance) throws -> RecordedAcceptance {
    guard acceptance.meetsDemands else { throw StoreError.demandsNotMet }
    return try transaction { try $0.accept(acceptance) }
  }

  /// Notes in the audit trail that a bundle was not accepted; audit: `model-refused`.
  ///
  /// - Parameters:
  ///   - acceptance: what would have been signed.
  ///   - reason: why it was not, in kebab case.
  /// - Throws: what SQLite reports.
  public func refuse(_ acceptance: Acceptance, reason: String) throws {
    try appendAudit(
      .modelRefused,
      subject: acceptance.bundleSeal,
      details: AcceptanceDetails(reason: reason, signed: acceptance)
    )
  }

  /// The latest acceptance of exactly these bytes of a bundle, or nil if there is none.
  ///
  /// - Parameter seal: SHA-256 over all the bundle's files.
  /// - Returns: the acceptance.
  /// - Throws: what SQLite reports.
  public func acceptance(ofSeal seal: String) throws -> RecordedAcceptance? {
    try reading { database in
      let sql = "SELECT * FROM acceptance WHERE bundle_seal = ? ORDER BY id DESC LIMIT 1"
      return try Row.fetchOne(database, sql: sql, arguments: [seal]).map(RecordedAcceptance.init)
    }
  }

  /// All acceptances, in the order in which they were recorded.
  public func acceptances() throws -> [RecordedAcceptance] {
    try reading { database in
      try Row.fetchAll(database, sql: "SELECT * FROM acceptance ORDER BY id")
        .map(RecordedAcceptance.init)
    }
  }
}

extension StoreTransaction {
  /// Records an acceptance and its audit entry; see `StudyStore.accept`.
  func accept(_ acceptance: Acceptance) throws -> RecordedAcceptance {
    try database.execute(
      sql: """
        INSERT INTO acceptance (accepted_at, signed_by, model, model_version, bundle_seal,
          file_hashes, labels_hash, films, figures, demands, program_version, engine,
          engine_version, precision, machine_class)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        timestamp, acceptance.signedBy.withoutNUL, acceptance.model.withoutNUL,
        acceptance.modelVersion.withoutNUL, acceptance.bundleSeal,
        try CanonicalJSON.text(acceptance.fileHashes), acceptance.labelsHash, acceptance.films,
        try CanonicalJSON.text(acceptance.figures), try CanonicalJSON.text(acceptance.demands),
        acceptance.programVersion, acceptance.engine.withoutNUL,
        acceptance.engineVersion.withoutNUL, acceptance.precision.withoutNUL,
        acceptance.machineClass.withoutNUL,
      ]
    )
    let id = database.lastInsertedRowID
    guard let digest = try BoundTable.acceptance.digest(database, of: id) else {
      throw StoreError.damaged(database: layout.database.path)
    }
    try appendAudit(
      .modelAccepted,
      subject: acceptance.bundleSeal,
      details: AcceptanceDetails(acceptance: id, digest: digest, signed: acceptance)
    )
    return RecordedAcceptance(id: id, acceptedAt: time, acceptance: acceptance)
  }
}

/// What the audit says about a bundle that was accepted, or was not.
struct AcceptanceDetails: Codable {
  var acceptance: Int64?
  var digest: String?
  var reason: String?
  let signed: Acceptance
}

extension RecordedAcceptance {
  /// A row with all columns.
  init(_ row: Row) throws {
    guard let acceptedAt = UTCTimestamp.date(from: row["accepted_at"]) else {
      throw StoreError.damaged(database: "acceptance")
    }
    self.init(
      id: row["id"],
      acceptedAt: acceptedAt,
      acceptance: Acceptance(
        signedBy: row["signed_by"],
        model: row["model"],
        modelVersion: row["model_version"],
        bundleSeal: row["bundle_seal"],
        fileHashes: try CanonicalJSON.value([String: String].self, from: row["file_hashes"]),
        labelsHash: row["labels_hash"],
        films: row["films"],
        figures: try CanonicalJSON.value(SignedFigures.self, from: row["figures"]),
        demands: try CanonicalJSON.value([SignedDemand].self, from: row["demands"]),
        programVersion: row["program_version"],
        engine: row["engine"],
        engineVersion: row["engine_version"],
        precision: row["precision"],
        machineClass: row["machine_class"]
      )
    )
  }
}
