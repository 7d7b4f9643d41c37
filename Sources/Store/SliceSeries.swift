internal import GRDB

/// The slices of a CT study as one answer.
///
/// A slice shows a centimetre of a lung at best, so a study is not its likeliest slice: its
/// probabilities are the means over all slices that one model read. Nothing is stored: the answer
/// follows from the current results, and each of those bears its own history.
struct SliceSeries {
  /// The flag of such a row; the number of slices follows it.
  static let flag = "mean-of-slices"

  private let slices: [ResultRow]

  /// The answered slices of the study that a row stands for, or nil where it needs no mean.
  init?(_ row: ResultRow, _ database: Database) throws {
    guard row.identity.modality == "CT", let study = row.identity.studyUID, row.model != nil,
      row.supersededBy == nil
    else { return nil }
    let slices = try Row.fetchAll(
      database,
      sql: """
        SELECT \(ResultRow.resultColumns) FROM result r JOIN file f ON f.id = r.file_id
        WHERE r.study_uid = ? AND r.superseded_by IS NULL AND r.modality = 'CT'
          AND r.status IN ('classified', 'abstained')
        ORDER BY r.rank, r.file_id
        """,
      arguments: [study]
    ).map { try ResultRow(result: $0) }
    self.slices = slices.filter {
      $0.model == row.model && $0.modelVersion == row.modelVersion
        && $0.probabilities.map(\.label) == row.probabilities.map(\.label)
    }
    guard self.slices.count > 1, !row.probabilities.isEmpty else { return nil }
  }

  /// The study's row: mean probabilities, and the slice that shows the finding best.
  ///
  /// It is `classified` where a slice with that finding is, else `abstained`.
  func row(inPlaceOf best: ResultRow) -> ResultRow {
    let means = best.probabilities.enumerated().map { index, label in
      let sum = slices.map { $0.probabilities[index].probability }.reduce(0, +)
      return LabelProbability(label: label.label, probability: sum / Double(slices.count))
    }
    guard let finding = means.max(by: { $0.probability < $1.probability }),
      let shown = slices.max(by: {
        $0.probability(of: finding.label) < $1.probability(of: finding.label)
      })
    else { return best }
    let isAnswer = slices.contains { $0.status == .classified && $0.finding == finding.label }
    let flags = slices.flatMap(\.flags)
    return ResultRow(
      resultID: shown.resultID,
      fileID: shown.fileID,
      contentHash: shown.contentHash,
      identity: shown.identity,
      view: shown.view,
      viewEvidence: shown.viewEvidence,
      status: isAnswer ? .classified : .abstained,
      reason: isAnswer ? nil : "low-probability",
      detail: "The mean of \(slices.count) slices; the pictures are of the one that shows the "
        + "finding best.",
      finding: finding.label,
      probability: finding.probability,
      probabilities: means,
      segmentationConfidence: nil,
      heatmapInLungs: nil,
      flags: flags.indices.filter { flags.firstIndex(of: flags[$0]) == $0 }.map { flags[$0] }
        + ["\(Self.flag)-\(slices.count)"],
      model: best.model,
      modelVersion: best.modelVersion,
      processedAt: best.processedAt,
      resultVersion: shown.resultVersion,
      supersededBy: nil,
      sourceFile: shown.sourceFile,
      imageFile: shown.imageFile,
      heatmapFile: shown.heatmapFile,
      imageSHA256: shown.imageSHA256,
      heatmapSHA256: shown.heatmapSHA256,
      pixelHash: shown.pixelHash,
      provenance: shown.provenance
    )
  }
}

extension ResultRow {
  /// The row for the whole study: of CT the mean of its slices, else the best instance as it is.
  func ofStudy(_ database: Database) throws -> ResultRow {
    try SliceSeries(self, database)?.row(inPlaceOf: self) ?? self
  }

  fileprivate func probability(of label: String) -> Double {
    probabilities.first { $0.label == label }?.probability ?? 0
  }
}
