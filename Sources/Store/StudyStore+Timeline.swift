internal import ContentHash
internal import Foundation
internal import GRDB

extension StudyStore {
  /// The time line of a Study Instance UID, a SOP Instance UID, or a content's SHA-256.
  ///
  /// - Parameter uid: one of the three, as text.
  /// - Returns: the time line; empty for what nobody knows.
  /// - Throws: what SQLite reports.
  public func timeline(of uid: String) throws -> StudyTimeline {
    try reading { database in
      let files = try StoredFile.fetch(
        database,
        layout,
        where: """
          f.id IN (SELECT file_id FROM result WHERE study_uid = ?1
            UNION SELECT file_id FROM result WHERE sop_instance_uid = ?1
            UNION SELECT id FROM file WHERE content_hash = ?1)
          """,
        [uid]
      )
      let ids = files.map(\.id.rawValue)
      let audit = try AuditEntry.fetch(
        database,
        about: Set(files.map(\.contentHash.hex) + [uid]),
        studies: [uid]
      )
      return StudyTimeline(
        files: files,
        arrivals: try ids.flatMap { try RecordedArrival.fetch(database, of: $0) },
        results: try ids.flatMap { id in
          let sql = """
            SELECT \(ResultRow.resultColumns) FROM result r JOIN file f ON f.id = r.file_id
            WHERE r.file_id = ?
            """
          return try Row.fetchAll(database, sql: sql, arguments: [id]).map(ResultRow.init(result:))
        }.sorted { ($0.resultID?.rawValue ?? 0) < ($1.resultID?.rawValue ?? 0) },
        audit: audit
      )
    }
  }
}

extension RecordedArrival {
  fileprivate static func fetch(_ database: Database, of file: Int64) throws -> [RecordedArrival] {
    let sql = """
      SELECT source_path, size, mtime_ns, inode, device, is_duplicate, arrived_at
      FROM arrival WHERE file_id = ? ORDER BY id
      """
    return try Row.fetchAll(database, sql: sql, arguments: [file]).map { row in
      RecordedArrival(
        fileID: FileID(rawValue: file),
        sighting: Sighting(
          path: row[0],
          size: row[1],
          mtimeNs: row[2],
          inode: UInt64(bitPattern: row[3]),
          device: UInt64(bitPattern: row[4])
        ),
        isDuplicate: row[5],
        arrivedAt: UTCTimestamp.date(from: row[6]) ?? .distantPast
      )
    }
  }
}
