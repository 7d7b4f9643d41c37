public import ContentHash
public import Foundation
internal import GRDB

extension StudyStore {
  /// A file by its number.
  public func file(_ id: FileID) throws -> StoredFile? {
    try files(where: "f.id = ?", [id.rawValue]).first
  }

  /// A file by its content.
  public func file(content: SHA256Digest) throws -> StoredFile? {
    try files(where: "f.content_hash = ?", [content.hex]).first
  }

  /// The files whose work has not ended, in order of arrival: what a start must take up again.
  public func unfinishedFiles() throws -> [StoredFile] {
    try files(where: "f.state IN ('spooled', 'processing')", [])
  }

  /// The files that have a result and whose bytes still lie in the spool: the program died between
  /// recording and settling.
  public func unsettledFiles() throws -> [StoredFile] {
    try files(where: "f.state IN ('done', 'quarantined') AND f.place = 'spool'", [])
  }

  /// The files with a result under a Study Instance UID, in order of arrival.
  public func files(study uid: String) throws -> [StoredFile] {
    try files(where: "f.id IN (SELECT file_id FROM result WHERE study_uid = ?)", [uid])
  }

  /// The files that were first received at a time or after it, in order of arrival.
  public func files(since time: Date) throws -> [StoredFile] {
    try files(where: "f.received_at >= ?", [UTCTimestamp.text(of: time)])
  }

  /// All files, in order of arrival, a page at a time.
  ///
  /// - Parameters:
  ///   - after: the last file of the page before, or nil for the first page.
  ///   - limit: how many at most.
  /// - Returns: the page; empty after the last.
  /// - Throws: what SQLite reports.
  public func allFiles(after: FileID? = nil, limit: Int = .max) throws -> [StoredFile] {
    try files(where: "f.id > ?", [after?.rawValue ?? 0], limit: limit)
  }

  /// Hands over every sighting, for a watcher's set of what it has seen.
  ///
  /// - Parameter body: gets them one by one, from one state of the database.
  /// - Throws: what `body` throws, or what SQLite reports.
  public func forEachSighting(_ body: (Sighting) throws -> Void) throws {
    try reading { database in
      let sql = "SELECT source_path, size, mtime_ns, inode, device FROM arrival ORDER BY id"
      let rows = try Row.fetchCursor(database, sql: sql)
      while let row = try rows.next() {
        try body(
          Sighting(
            path: row[0],
            size: row[1],
            mtimeNs: row[2],
            inode: UInt64(bitPattern: row[3]),
            device: UInt64(bitPattern: row[4])
          )
        )
      }
    }
  }

  /// Every sighting, as an array.
  public func knownSightings() throws -> [Sighting] {
    var sightings: [Sighting] = []
    try forEachSighting { sightings.append($0) }
    return sightings
  }

  private func files(
    where condition: String,
    _ arguments: StatementArguments,
    limit: Int = .max
  ) throws -> [StoredFile] {
    try reading { try StoredFile.fetch($0, layout, where: condition, arguments, limit: limit) }
  }
}

extension StoredFile {
  /// Fetches files (`f`) that meet a condition, in order of arrival.
  static func fetch(
    _ database: Database,
    _ layout: StoreLayout,
    where condition: String,
    _ arguments: StatementArguments,
    limit: Int = .max
  ) throws -> [StoredFile] {
    let sql = """
      SELECT f.id, f.content_hash, f.size, f.state, f.place, f.attempts, f.retry_after,
        f.received_at, a.source_path
      FROM file f JOIN arrival a ON a.file_id = f.id AND a.is_duplicate = 0
      WHERE \(condition) ORDER BY f.id LIMIT ?
      """
    return try Row.fetchAll(database, sql: sql, arguments: arguments + [limit]).map {
      try StoredFile($0, layout)
    }
  }

  private init(_ row: Row, _ layout: StoreLayout) throws {
    guard let contentHash = SHA256Digest(hex: row[1]), let state = FileState(rawValue: row[3]),
      let place = FilePlace(rawValue: row[4]), let receivedAt = UTCTimestamp.date(from: row[7])
    else { throw StoreError.damaged(database: layout.database.path) }
    self.init(
      id: FileID(rawValue: row[0]),
      contentHash: contentHash,
      size: row[2],
      state: state,
      place: place,
      bytes: layout.url(of: contentHash, in: place),
      attempts: row[5],
      retryAfter: (row[6] as String?).flatMap { UTCTimestamp.date(from: $0) },
      receivedAt: receivedAt,
      sourcePath: row[8]
    )
  }
}
