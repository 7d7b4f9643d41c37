internal import GRDB

extension StoreTransaction {
  /// Promises that a second bundle reads the film of a result that this transaction records; see
  /// `StudyStore.record(_:for:besides:)`.
  @discardableResult
  public func promise(_ bundle: ShadowBundle, beside result: ResultID) throws -> ShadowID {
    let insertion = try database.cachedStatement(
      sql: """
        INSERT INTO shadow (result_id, promised_at, bundle_hash, model, model_version, status)
        VALUES (?, ?, ?, ?, ?, 'promised')
        """
    )
    try insertion.execute(arguments: [
      result.rawValue, timestamp, bundle.hash, bundle.model.withoutNUL,
      bundle.modelVersion.withoutNUL,
    ])
    let shadow = ShadowID(rawValue: database.lastInsertedRowID)
    try appendAudit(
      .shadowPromised,
      of: result,
      details: ShadowDetails(
        shadow: shadow.rawValue,
        result: result.rawValue,
        bundleHash: bundle.hash
      )
    )
    return shadow
  }

  /// Keeps a promise; see `StudyStore.record(_:of:)`.
  public func record(_ reading: ShadowReading, of shadow: ShadowID) throws {
    try check(reading)
    let update = try database.cachedStatement(
      sql: """
        UPDATE shadow SET status = ?, recorded_at = ?, reason = ?, detail = ?, finding = ?,
          probability = ?, probabilities = ?, segmentation_confidence = ?, flags = ?,
          milliseconds = ?, provenance = ? WHERE id = ?
        """
    )
    try update.execute(arguments: [
      reading.status.rawValue, timestamp, reading.reason, reading.detail?.columnText,
      reading.finding?.columnText, reading.probability,
      try CanonicalJSON.text(reading.probabilities), reading.segmentationConfidence,
      try CanonicalJSON.text(reading.flags), reading.milliseconds,
      try reading.provenance.map { try CanonicalJSON.text($0) }, shadow.rawValue,
    ])
    guard let digest = try BoundTable.shadow.digest(database, of: shadow.rawValue) else {
      throw StoreError.unknownShadow(shadow)
    }
    let lookup = try database.cachedStatement(sql: "SELECT result_id FROM shadow WHERE id = ?")
    let result = try Int64.fetchOne(lookup, arguments: [shadow.rawValue]) ?? 0
    try appendAudit(
      .shadowRecorded,
      of: ResultID(rawValue: result),
      details: ShadowDetails(
        shadow: shadow.rawValue,
        result: result,
        status: reading.status.rawValue,
        reason: reading.reason,
        digest: digest
      )
    )
  }

  /// Records the promises that an ended program left open as failed; see
  /// `StudyStore.failInterruptedShadows`.
  public func failInterruptedShadows() throws -> Int {
    let open = try Int64.fetchAll(
      database,
      sql: "SELECT id FROM shadow WHERE status = 'promised' ORDER BY id"
    )
    for id in open {
      let reading = ShadowReading(
        status: .failed,
        reason: "interrupted",
        detail: "The program ended before the second bundle had read the film; "
          + "`pacs-watch reprocess --shadow` reads it again, with a new version of its result."
      )
      try record(reading, of: ShadowID(rawValue: id))
    }
    return open.count
  }

  /// Refuses what the schema cannot: SQLite takes NaN for no value, and would let it pass.
  private func check(_ reading: ShadowReading) throws {
    guard reading.status != .promised else {
      throw StoreError.invalidOutcome("only the store gives a reading the status promised")
    }
    let numbers =
      [reading.probability, reading.segmentationConfidence]
      + reading.probabilities.map { $0.probability }
    guard numbers.allSatisfy({ $0.map { (0...1).contains($0) } ?? true }) else {
      throw StoreError.invalidOutcome("a probability or share lies outside of 0 to 1")
    }
    guard reading.milliseconds.map({ $0.isFinite }) ?? true else {
      throw StoreError.invalidOutcome("a reading took no finite time")
    }
  }

  private func appendAudit(
    _ event: AuditEvent,
    of result: ResultID,
    details: ShadowDetails
  ) throws {
    let lookup = try database.cachedStatement(
      sql: """
        SELECT f.content_hash, r.study_uid FROM result r JOIN file f ON f.id = r.file_id
        WHERE r.id = ?
        """
    )
    let row = try Row.fetchOne(lookup, arguments: [result.rawValue])
    try appendAudit(event, subject: row?[0], studyUID: row?[1], details: details)
  }
}

/// What the audit says about a second bundle's reading.
struct ShadowDetails: Codable {
  let shadow: Int64
  let result: Int64
  var bundleHash: String?
  var status: String?
  var reason: String?
  var digest: String?
}
