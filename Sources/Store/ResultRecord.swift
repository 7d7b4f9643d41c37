internal import GRDB

/// A row of the table `result`: one version of the outcome of a file.
struct ResultRecord: Codable, Equatable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "result"
  static var databaseColumnEncodingStrategy: DatabaseColumnEncodingStrategy {
    .convertToSnakeCase
  }
  static var databaseColumnDecodingStrategy: DatabaseColumnDecodingStrategy {
    .convertFromSnakeCase
  }

  var id: Int64
  var fileId: Int64
  var version: Int
  var processedAt: String
  var supersededBy: Int64?
  var studyUid: String?
  var seriesUid: String?
  var sopInstanceUid: String?
  var sopClassUid: String?
  var modality: String?
  var accessionNumber: String?
  var patientId: String?
  var patientName: String?
  var studyDate: String?
  var patientSex: String?
  var patientAge: String?
  var pixelHash: String?
  var view: String?
  var viewEvidence: String?
  var status: String
  var reason: String?
  /// The status that the work gave, which a conflict hides.
  var outcomeStatus: String
  /// The reason that the work gave.
  var outcomeReason: String?
  var detail: String?
  var finding: String?
  var probability: Double?
  var probabilities: String
  var segmentationConfidence: Double?
  var heatmapInLungs: Double?
  var flags: String
  var model: String?
  var modelVersion: String?
  var imageFile: String?
  var heatmapFile: String?
  var imageSha256: String?
  var heatmapSha256: String?
  var provenance: String
}

extension ResultRecord {
  /// The outcome as a first draft of a row: id, version and time are given when it is inserted.
  init(_ outcome: Outcome, of file: FileID) throws {
    try Self.check(outcome)
    let identity = outcome.identity ?? InstanceIdentity()
    id = 0
    fileId = file.rawValue
    version = 0
    processedAt = ""
    studyUid = identity.studyUID?.columnText
    seriesUid = identity.seriesUID?.columnText
    sopInstanceUid = identity.sopInstanceUID?.columnText
    sopClassUid = identity.sopClassUID?.columnText
    modality = identity.modality?.columnText
    accessionNumber = identity.accessionNumber?.columnText
    patientId = identity.patientID?.columnText
    patientName = identity.patientName?.columnText
    studyDate = identity.studyDate?.columnText
    patientSex = identity.patientSex?.columnText
    patientAge = identity.patientAge?.columnText
    pixelHash = outcome.pixelHash
    view = outcome.view?.columnText
    viewEvidence = outcome.viewEvidence?.columnText
    status = outcome.status.rawValue
    reason = outcome.reason
    outcomeStatus = status
    outcomeReason = reason
    detail = outcome.detail?.columnText
    finding = outcome.finding?.columnText
    probability = outcome.probability
    probabilities = try CanonicalJSON.text(outcome.probabilities)
    segmentationConfidence = outcome.segmentationConfidence
    heatmapInLungs = outcome.heatmapInLungs
    flags = try CanonicalJSON.text(outcome.flags)
    model = outcome.model?.columnText
    modelVersion = outcome.modelVersion?.columnText
    imageFile = outcome.imageFile
    heatmapFile = outcome.heatmapFile
    imageSha256 = outcome.imageSHA256
    heatmapSha256 = outcome.heatmapSHA256
    provenance = try CanonicalJSON.text(outcome.provenance)
  }

  /// Refuses what the schema cannot: SQLite takes NaN for no value, and would let it pass.
  private static func check(_ outcome: Outcome) throws {
    if outcome.status.isGivenByStore {
      throw StoreError.invalidOutcome("only the store gives the status \(outcome.status.rawValue)")
    }
    let numbers =
      [outcome.probability, outcome.segmentationConfidence, outcome.heatmapInLungs]
      + outcome.probabilities.map { $0.probability }
    guard numbers.allSatisfy({ $0.map { (0...1).contains($0) } ?? true }) else {
      throw StoreError.invalidOutcome("a probability or share lies outside of 0 to 1")
    }
  }

  /// Takes over what the same bytes stated when they were read before.
  ///
  /// An attempt that read nothing does not take a study's file out of the study.
  mutating func keepIdentity(of former: ResultRecord) {
    studyUid = former.studyUid
    seriesUid = former.seriesUid
    sopInstanceUid = former.sopInstanceUid
    sopClassUid = former.sopClassUid
    modality = former.modality
    accessionNumber = former.accessionNumber
    patientId = former.patientId
    patientName = former.patientName
    studyDate = former.studyDate
    patientSex = former.patientSex
    patientAge = former.patientAge
  }

  /// The id as the API names it.
  var resultID: ResultID { ResultID(rawValue: id) }

  /// The flags as a list.
  func flagList() throws -> [String] {
    try CanonicalJSON.value([String].self, from: flags)
  }
}
