internal import GRDB

/// The other files' latest results under one SOP Instance UID, as of the transaction.
struct SameInstanceGroup {
  static let headerUpdated = "header-updated"
  static let conflictReason = "same-uid-other-pixels"

  /// A file's latest result; its pixel hash is the last that was ever decoded, since a later
  /// attempt that failed to decode does not make it another film.
  struct Entry {
    let record: ResultRecord
    let pixelHash: String
  }

  let others: [Entry]

  /// The group that a file is about to join; empty without a UID.
  init(_ database: Database, sopInstanceUID: String?, besides file: Int64) throws {
    guard let sopInstanceUID else {
      others = []
      return
    }
    let statement = try database.cachedStatement(
      sql: """
        SELECT r.*, (\(Self.lastPixelHash)) AS last_pixel_hash FROM result r
        WHERE r.sop_instance_uid = ? AND r.file_id <> ?
          AND r.version = (SELECT max(version) FROM result WHERE file_id = r.file_id)
          AND last_pixel_hash IS NOT NULL
        ORDER BY r.file_id
        """
    )
    others = try Row.fetchAll(statement, arguments: [sopInstanceUID, file]).map {
      Entry(record: try ResultRecord(row: $0), pixelHash: $0["last_pixel_hash"])
    }
  }

  private static let lastPixelHash = """
    SELECT p.pixel_hash FROM result p WHERE p.file_id = r.file_id AND p.pixel_hash IS NOT NULL
    ORDER BY p.version DESC LIMIT 1
    """

  /// The verdicts for the others alone.
  func verdicts() -> [FileID: SameInstanceRule.Verdict] {
    SameInstanceRule.verdicts(of: members)
  }

  /// The verdicts once a file with these pixels has joined.
  func verdicts(joinedBy file: FileID, pixelHash: String) -> [FileID: SameInstanceRule.Verdict] {
    SameInstanceRule.verdicts(of: members + [.init(file: file, pixelHash: pixelHash)])
  }

  private var members: [SameInstanceRule.Member] {
    others.map { .init(file: FileID(rawValue: $0.record.fileId), pixelHash: $0.pixelHash) }
  }
}

extension ResultRecord {
  /// The row as a verdict wants it: the work's own status and flags, or the store's over them.
  ///
  /// An attempt that decoded nothing keeps its own status: it is no film that could be in conflict.
  func settled(by verdict: SameInstanceRule.Verdict) throws -> ResultRecord {
    var settled = self
    let isConflict = verdict.isConflict && pixelHash != nil
    settled.status = isConflict ? InstanceStatus.conflict.rawValue : outcomeStatus
    settled.reason = isConflict ? SameInstanceGroup.conflictReason : outcomeReason
    var list = try flagList().filter { $0 != SameInstanceGroup.headerUpdated }
    if verdict.isHeaderUpdate { list.append(SameInstanceGroup.headerUpdated) }
    settled.flags = try CanonicalJSON.text(list)
    return settled
  }

  /// Whether the row bears the remark that it took an older header's place.
  var isHeaderUpdate: Bool { flags.contains("\"\(SameInstanceGroup.headerUpdated)\"") }
  /// Whether the row is in conflict.
  var isConflict: Bool { status == InstanceStatus.conflict.rawValue }
}
