import Foundation
import Pipeline
import Store

/// A result as the CSV contract has it; the table shows the columns that fit a screen.
struct ResultLine: TableRow, Encodable {
  let row: ResultRow

  init(_ row: ResultRow) { self.row = row }

  /// The contract's columns, in its order; what is ours follows after.
  static let csvColumns = [
    "study_uid", "accession_number", "patient_id", "patient_name", "study_date", "modality", "view",
    "view_evidence", "status", "reason", "finding", "probability", "probabilities",
    "segmentation_confidence", "heatmap_in_lungs", "flags", "model", "model_version",
    "processed_at", "result_version", "sop_instance_uid", "source_file", "image_file",
    "heatmap_file", "disclaimer",
  ]

  var csvCells: [String] { csvCells(withPatientData: true) }

  /// The cells of `csvColumns`; without patient data the patient columns are blank.
  func csvCells(withPatientData: Bool) -> [String] {
    let patient = withPatientData
    return [
      row.identity.studyUID, patient ? row.identity.accessionNumber : nil,
      patient ? row.identity.patientID : nil,
      patient ? row.identity.patientName : nil, patient ? row.identity.studyDate : nil,
      row.identity.modality, row.view,
      row.viewEvidence, row.status.rawValue, row.reason, row.finding, text(row.probability),
      probabilities, text(row.segmentationConfidence), text(row.heatmapInLungs),
      row.flags.joined(separator: ";"), row.model, row.modelVersion,
      row.processedAt.formatted(Self.time), row.resultVersion.map { "\($0)" },
      row.identity.sopInstanceUID,
      patient ? row.sourceFile : URL(filePath: row.sourceFile).lastPathComponent,
      row.imageFile, row.heatmapFile, ResearchNotice.text,
    ].map { $0 ?? "" }
  }

  private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  private var probabilities: String {
    row.probabilities.map { "\($0.label)=\(text($0.probability) ?? "")" }.joined(separator: ";")
  }

  /// Four digits, since more would claim a precision that no network has; JSON holds every bit.
  private func text(_ number: Double?) -> String? {
    number.map { String(format: "%.4f", $0) }
  }

  static let columns = [
    "file", "status", "reason", "view", "finding", "probability", "lungs", "heat in lungs", "flags",
  ]
  var cells: [String] {
    [
      URL(filePath: row.sourceFile).lastPathComponent, row.status.rawValue, row.reason,
      row.view, row.finding, text(row.probability), text(row.segmentationConfidence),
      text(row.heatmapInLungs), row.flags.joined(separator: ";"),
    ].map { $0 ?? "" }
  }

  /// Every value, and every bit of the numbers.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: JSONKey.self)
    try container.encode(row.identity, forKey: "identity")
    for (name, value) in [
      ("view", row.view), ("view_evidence", row.viewEvidence), ("status", row.status.rawValue),
      ("reason", row.reason), ("detail", row.detail), ("finding", row.finding),
      ("model", row.model), ("model_version", row.modelVersion),
      ("processed_at", row.processedAt.formatted(Self.time)), ("source_file", row.sourceFile),
      ("image_file", row.imageFile), ("heatmap_file", row.heatmapFile),
      ("content_hash", row.contentHash), ("pixel_hash", row.pixelHash),
      ("image_sha256", row.imageSHA256), ("heatmap_sha256", row.heatmapSHA256),
      ("disclaimer", ResearchNotice.text),
    ] {
      try container.encodeIfPresent(value, forKey: JSONKey(name))
    }
    try container.encodeIfPresent(row.probability, forKey: "probability")
    try container.encode(row.probabilities, forKey: "probabilities")
    try container.encodeIfPresent(row.segmentationConfidence, forKey: "segmentation_confidence")
    try container.encodeIfPresent(row.heatmapInLungs, forKey: "heatmap_in_lungs")
    try container.encode(row.flags, forKey: "flags")
    try container.encodeIfPresent(row.resultVersion, forKey: "result_version")
    try container.encodeIfPresent(row.provenance, forKey: "provenance")
  }
}
