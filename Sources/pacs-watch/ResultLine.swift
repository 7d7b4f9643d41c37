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

  /// The cells of `csvColumns`; without patient data the patient columns are blank.
  func csvCells(withPatientData: Bool = true) -> [String] {
    let patient = withPatientData
    return [
      row.studyUID, patient ? row.accessionNumber : nil, patient ? row.patientID : nil,
      patient ? row.patientName : nil, patient ? row.studyDate : nil, row.modality, row.view,
      row.viewEvidence, row.status.rawValue, row.reason, row.finding, text(row.probability),
      probabilities, text(row.segmentationConfidence), text(row.heatmapInLungs),
      row.flags.joined(separator: ";"), row.model, row.modelVersion,
      row.processedAt.formatted(Self.time), row.resultVersion.map { "\($0)" }, row.sopInstanceUID,
      patient ? row.sourceFile : URL(filePath: row.sourceFile).lastPathComponent,
      row.imageFile, row.heatmapFile, ResearchNotice.text,
    ].map { $0 ?? "" }
  }

  private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  private var probabilities: String {
    row.probabilities.map { "\($0.label)=\(text($0.probability) ?? "")" }.joined(separator: ";")
  }

  /// Four digits: more would claim a precision that no network has. JSON holds every bit.
  private func text(_ number: Double?) -> String? {
    number.map { $0.formatted(.number.precision(.fractionLength(0...4)).locale(.init(identifier: "en_US_POSIX")).grouping(.never)) }
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

  func encode(to encoder: any Encoder) throws { try row.encode(to: encoder) }
}
