internal import Foundation
internal import GRDB

extension ShadowPair {
  /// What `init(_:)` reads, by position.
  static func selection(_ query: ShadowQuery) -> String {
    let latest = """
      AND s.id = (SELECT max(o.id) FROM shadow o JOIN result p ON p.id = o.result_id
        WHERE p.file_id = r.file_id AND o.bundle_hash = s.bundle_hash)
      """
    return """
      SELECT s.id, s.result_id, r.file_id, f.content_hash,
        (SELECT a.source_path FROM arrival a WHERE a.file_id = r.file_id AND a.is_duplicate = 0),
        r.study_uid, r.sop_instance_uid, r.patient_id, r.view,
        json_extract(r.provenance, '$.bundleHash'), r.model, r.model_version, r.outcome_status,
        r.finding, r.probabilities,
        s.bundle_hash, s.model, s.model_version, s.status, s.reason, s.detail, s.finding,
        s.probability, s.probabilities, s.segmentation_confidence, s.flags, s.milliseconds,
        s.provenance, s.promised_at, r.accession_number
      FROM shadow s JOIN result r ON r.id = s.result_id JOIN file f ON f.id = r.file_id
      WHERE (?1 IS NULL OR s.promised_at >= ?1) AND (?2 IS NULL OR s.promised_at < ?2)
      \(query.includesAllVersions ? "" : latest) ORDER BY s.id
      """
  }

  static func arguments(_ query: ShadowQuery) -> StatementArguments {
    [query.since.map(UTCTimestamp.text), query.until.map(UTCTimestamp.text)]
  }

  init(_ row: Row) throws {
    guard let promisedAt = UTCTimestamp.date(from: row[28]),
      let servedStatus = InstanceStatus(rawValue: row[12])
    else { throw StoreError.damaged(database: "shadow") }
    self.init(
      shadowID: ShadowID(rawValue: row[0]),
      resultID: ResultID(rawValue: row[1]),
      fileID: FileID(rawValue: row[2]),
      contentHash: row[3],
      sourceFile: row[4],
      studyUID: row[5],
      sopInstanceUID: row[6],
      patientID: row[7],
      accessionNumber: row[29],
      view: row[8],
      served: ShadowBundle(hash: row[9] ?? "", model: row[10] ?? "", modelVersion: row[11] ?? ""),
      servedStatus: servedStatus,
      servedFinding: row[13],
      servedProbabilities: try CanonicalJSON.value([LabelProbability].self, from: row[14]),
      shadow: ShadowBundle(hash: row[15], model: row[16], modelVersion: row[17]),
      reading: try ShadowReading(row),
      promisedAt: promisedAt
    )
  }
}

extension ShadowReading {
  /// The reading that stands in columns 18 to 27.
  fileprivate init(_ row: Row) throws {
    guard let status = ShadowStatus(rawValue: row[18]) else {
      throw StoreError.damaged(database: "shadow")
    }
    self.init(status: status, reason: row[19], detail: row[20])
    finding = row[21]
    probability = row[22]
    probabilities =
      try (row[23] as String?).map {
        try CanonicalJSON.value([LabelProbability].self, from: $0)
      } ?? []
    segmentationConfidence = row[24]
    flags = try (row[25] as String?).map { try CanonicalJSON.value([String].self, from: $0) } ?? []
    milliseconds = row[26]
    provenance = try (row[27] as String?).map {
      try CanonicalJSON.value(Provenance.self, from: $0)
    }
  }
}
