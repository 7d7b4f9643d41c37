internal import Foundation
internal import GRDB

extension StoreTransaction {
  /// Records the outcome of a file as a new version of its result; see `StudyStore.record`.
  @discardableResult
  public func record(_ outcome: Outcome, for file: FileID) throws -> RecordedResult {
    let content = try contentHash(of: file)
    guard outcome.provenance.inputHash == content else { throw StoreError.otherInput(file) }
    let former = try latestResult(of: file)
    var draft = try ResultRecord(outcome, of: file)
    if outcome.identity == nil, let former { draft.keepIdentity(of: former) }
    try leaveGroup(of: former, for: draft)
    let group = try SameInstanceGroup(
      database,
      sopInstanceUID: draft.sopInstanceUid,
      besides: file.rawValue
    )
    var verdicts: [FileID: SameInstanceRule.Verdict] = [:]
    if let pixelHash = try draft.pixelHash ?? lastPixelHash(of: file) {
      verdicts = group.verdicts(joinedBy: file, pixelHash: pixelHash)
    }
    let verdict = verdicts[file] ?? .init()
    let holder = try settle(group, verdicts, holderOf: file)
    let recorded = try insert(
      try draft.settled(by: verdict),
      after: former,
      supersedes: group.others.filter {
        verdicts[FileID(rawValue: $0.record.fileId)]?.supersededBy == file
          && $0.record.supersededBy == nil
      }.map(\.record.id),
      supersededBy: holder,
      cause: "outcome"
    )
    try finish(file, as: outcome.status)
    return RecordedResult(
      id: recorded.resultID,
      version: recorded.version,
      status: InstanceStatus(rawValue: recorded.status) ?? outcome.status,
      reason: recorded.reason,
      flags: try recorded.flagList(),
      supersededBy: holder.map { ResultID(rawValue: $0) }
    )
  }

  /// Where the same bytes are said to bear another UID now, the files under the former one are
  /// judged without this one.
  private func leaveGroup(of former: ResultRecord?, for draft: ResultRecord) throws {
    guard let former, former.sopInstanceUid != draft.sopInstanceUid else { return }
    let group = try SameInstanceGroup(
      database,
      sopInstanceUID: former.sopInstanceUid,
      besides: former.fileId
    )
    _ = try settle(group, group.verdicts(), holderOf: FileID(rawValue: former.fileId))
  }

  /// Gives the other files of a group the versions that the verdicts want.
  ///
  /// - Returns: the current result of the file that holds the place of `file`, or nil if `file`
  ///   holds its own.
  private func settle(
    _ group: SameInstanceGroup,
    _ verdicts: [FileID: SameInstanceRule.Verdict],
    holderOf file: FileID
  ) throws -> Int64? {
    var holder: Int64?
    for entry in group.others {
      let other = FileID(rawValue: entry.record.fileId)
      guard let verdict = verdicts[other], verdict.supersededBy == nil else { continue }
      var current = try entry.record.settled(by: verdict)
      // What is superseded stays so; where it must be current again, a new version is.
      if current != entry.record || entry.record.supersededBy != nil {
        current = try insert(current, after: entry.record, cause: "same-uid")
      }
      if verdicts[file]?.supersededBy == other { holder = current.id }
    }
    return holder
  }

  /// Inserts a row as its file's next version, with its digest in the audit trail.
  private func insert(
    _ draft: ResultRecord,
    after former: ResultRecord?,
    supersedes others: [Int64] = [],
    supersededBy holder: Int64? = nil,
    cause: String
  ) throws -> ResultRecord {
    var record = draft
    let next = try database.cachedStatement(sql: "SELECT coalesce(max(id), 0) + 1 FROM result")
    record.id = try Int64.fetchOne(next) ?? 1
    record.version = (former?.version ?? 0) + 1
    record.processedAt = timestamp
    record.supersededBy = holder
    let superseded = [former].compactMap { $0?.supersededBy == nil ? $0?.id : nil } + others
    let update = try database.cachedStatement(
      sql: "UPDATE result SET superseded_by = ? WHERE id = ?"
    )
    for id in superseded { try update.execute(arguments: [record.id, id]) }
    try record.insert(database)
    let details = ResultDetails(
      result: record.id,
      version: record.version,
      status: record.status,
      reason: record.reason,
      digest: try digest(of: record.id),
      cause: cause,
      supersedes: superseded,
      supersededBy: holder
    )
    let content = try contentHash(of: FileID(rawValue: record.fileId))
    try appendAudit(
      .resultRecorded,
      subject: content,
      studyUID: record.studyUid,
      details: details
    )
    try announce(record, of: content, after: former)
    return record
  }

  private func announce(
    _ record: ResultRecord,
    of content: String,
    after former: ResultRecord?
  ) throws {
    let news: [(event: AuditEvent, isNew: Bool)] = [
      (.uidConflict, record.isConflict && former?.isConflict != true),
      (.headerUpdated, record.isHeaderUpdate && former?.isHeaderUpdate != true),
    ]
    for (event, isNew) in news where isNew {
      try appendAudit(
        event,
        subject: record.sopInstanceUid,
        studyUID: record.studyUid,
        details: SameInstanceDetails(content: content, result: record.id)
      )
    }
  }

  private func digest(of id: Int64) throws -> String {
    let statement = try database.cachedStatement(sql: ResultDigest.selection + " WHERE r.id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else {
      throw StoreError.damaged(database: layout.database.path)
    }
    return try ResultDigest.digest(of: row)
  }

  private func finish(_ file: FileID, as status: InstanceStatus) throws {
    let state: FileState = status == .quarantined ? .quarantined : .done
    let update = try database.cachedStatement(
      sql: "UPDATE file SET state = ?, attempts = 0, retry_after = NULL WHERE id = ?"
    )
    try update.execute(arguments: [state.rawValue, file.rawValue])
  }
}

/// What the audit says about an instance whose UID another one bears.
struct SameInstanceDetails: Codable {
  /// The hash of the content that is in conflict, or that took the older one's place.
  let content: String
  let result: Int64
}
