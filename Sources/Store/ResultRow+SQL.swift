internal import GRDB

extension ResultRow {
  /// What `init(result:)` reads, by position, which is what makes long exports quick.
  static let resultColumns = """
    r.id, r.file_id, f.content_hash, \(identityColumns), r.view, r.view_evidence, r.status,
    r.reason, r.detail, r.finding, r.probability, r.probabilities, r.segmentation_confidence,
    r.heatmap_in_lungs, r.flags, r.model, r.model_version, r.processed_at, r.version,
    r.superseded_by,
    (SELECT a.source_path FROM arrival a WHERE a.file_id = r.file_id AND a.is_duplicate = 0),
    r.image_file, r.heatmap_file, r.image_sha256, r.heatmap_sha256, r.pixel_hash, r.provenance,
    (EXISTS (SELECT 1 FROM result c WHERE c.sop_instance_uid = r.sop_instance_uid
      AND c.superseded_by IS NULL AND c.status = 'conflict')
    OR EXISTS (SELECT 1 FROM result o JOIN result c ON c.sop_instance_uid = o.sop_instance_uid
      AND c.superseded_by IS NULL AND c.status = 'conflict'
      WHERE o.study_uid = r.study_uid AND o.superseded_by IS NULL))
    """

  /// What `init(duplicate:)` reads.
  static let duplicateColumns = """
    a.id, a.file_id, f.content_hash, \(identityColumns), a.source_path, a.arrived_at
    """

  private static let identityColumns = """
    r.study_uid, r.series_uid, r.sop_instance_uid, r.sop_class_uid, r.modality,
    r.accession_number, r.patient_id, r.patient_name, r.study_date, r.patient_sex, r.patient_age
    """

  init(result row: Row) throws {
    guard let status = InstanceStatus(rawValue: row[16]),
      let processedAt = UTCTimestamp.date(from: row[27])
    else { throw StoreError.damaged(database: "result") }
    let flags = try CanonicalJSON.value([String].self, from: row[24])
    let isInConflict: Bool = row[37]
    self.init(
      resultID: ResultID(rawValue: row[0]),
      fileID: FileID(rawValue: row[1]),
      contentHash: row[2],
      identity: InstanceIdentity(row),
      view: row[14],
      viewEvidence: row[15],
      status: status,
      reason: row[17],
      detail: row[18],
      finding: row[19],
      probability: row[20],
      probabilities: try CanonicalJSON.value([LabelProbability].self, from: row[21]),
      segmentationConfidence: row[22],
      heatmapInLungs: row[23],
      flags: isInConflict ? flags + [Self.conflictFlag] : flags,
      model: row[25],
      modelVersion: row[26],
      processedAt: processedAt,
      resultVersion: row[28],
      supersededBy: (row[29] as Int64?).map { ResultID(rawValue: $0) },
      sourceFile: row[30],
      imageFile: row[31],
      heatmapFile: row[32],
      imageSHA256: row[33],
      heatmapSHA256: row[34],
      pixelHash: row[35],
      provenance: try CanonicalJSON.value(Provenance.self, from: row[36])
    )
  }

  init(duplicate row: Row) throws {
    guard let arrivedAt = UTCTimestamp.date(from: row[15]) else {
      throw StoreError.damaged(database: "arrival")
    }
    self.init(
      resultID: nil,
      fileID: FileID(rawValue: row[1]),
      contentHash: row[2],
      identity: InstanceIdentity(row),
      view: nil,
      viewEvidence: nil,
      status: .duplicate,
      reason: "identical-bytes",
      detail: nil,
      finding: nil,
      probability: nil,
      probabilities: [],
      segmentationConfidence: nil,
      heatmapInLungs: nil,
      flags: [],
      model: nil,
      modelVersion: nil,
      processedAt: arrivedAt,
      resultVersion: nil,
      supersededBy: nil,
      sourceFile: row[14],
      imageFile: nil,
      heatmapFile: nil,
      imageSHA256: nil,
      heatmapSHA256: nil,
      pixelHash: nil,
      provenance: nil
    )
  }
}

extension InstanceIdentity {
  /// The identity that stands in columns 3 to 13.
  fileprivate init(_ row: Row) {
    studyUID = row[3]
    seriesUID = row[4]
    sopInstanceUID = row[5]
    sopClassUID = row[6]
    modality = row[7]
    accessionNumber = row[8]
    patientID = row[9]
    patientName = row[10]
    studyDate = row[11]
    patientSex = row[12]
    patientAge = row[13]
  }
}
