internal import ContentHash
internal import GRDB

extension StoreTransaction {
  /// Registers a content that was seen at a source path; see `StudyStore.register`.
  public func register(_ arrival: Arrival) throws -> RegisteredArrival {
    let hash = arrival.contentHash.hex
    let known = try database.cachedStatement(sql: "SELECT id FROM file WHERE content_hash = ?")
    guard let id = try Int64.fetchOne(known, arguments: [hash]) else {
      return .new(try add(arrival))
    }
    let file = FileID(rawValue: id)
    if try renew(arrival.sighting, of: file) { return .known(file) }
    try insert(arrival.sighting, of: file, isDuplicate: true)
    try appendAudit(
      .duplicateReceived,
      subject: hash,
      studyUID: try currentStudyUID(of: file),
      details: FileDetails(file: id, size: nil)
    )
    return .duplicate(file)
  }

  private func add(_ arrival: Arrival) throws -> FileID {
    let insertion = try database.cachedStatement(
      sql: """
        INSERT INTO file (content_hash, size, state, place, received_at)
        VALUES (?, ?, 'spooled', 'spool', ?)
        """
    )
    let size = arrival.sighting.size
    try insertion.execute(arguments: [arrival.contentHash.hex, size, timestamp])
    let file = FileID(rawValue: database.lastInsertedRowID)
    try insert(arrival.sighting, of: file, isDuplicate: false)
    try appendAudit(
      .received,
      subject: arrival.contentHash.hex,
      details: FileDetails(file: file.rawValue, size: size)
    )
    return file
  }

  /// Whether the path had the content before; what stat(2) says of it is kept up to date, so that
  /// a watcher need not read a file again that was only touched.
  private func renew(_ sighting: Sighting, of file: FileID) throws -> Bool {
    let update = try database.cachedStatement(
      sql: """
        UPDATE arrival SET mtime_ns = ?, inode = ?, device = ?
        WHERE file_id = ? AND source_path = ?
        """
    )
    try update.execute(arguments: [
      sighting.mtimeNs, Int64(bitPattern: sighting.inode), Int64(bitPattern: sighting.device),
      file.rawValue, sighting.path.withoutNUL,
    ])
    return database.changesCount > 0
  }

  private func insert(_ sighting: Sighting, of file: FileID, isDuplicate: Bool) throws {
    let insertion = try database.cachedStatement(
      sql: """
        INSERT INTO arrival (file_id, source_path, size, mtime_ns, inode, device, is_duplicate,
          arrived_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    )
    try insertion.execute(arguments: [
      file.rawValue, sighting.path.withoutNUL, sighting.size, sighting.mtimeNs,
      Int64(bitPattern: sighting.inode), Int64(bitPattern: sighting.device), isDuplicate, timestamp,
    ])
  }

  /// The study of the file's latest result, if it has one.
  func currentStudyUID(of file: FileID) throws -> String? {
    let statement = try database.cachedStatement(
      sql: "SELECT study_uid FROM result WHERE file_id = ? ORDER BY version DESC LIMIT 1"
    )
    return try Optional<String>.fetchOne(statement, arguments: [file.rawValue]) ?? nil
  }
}

/// What the audit says about a file; never its path, in which senders put names.
struct FileDetails: Codable {
  let file: Int64
  let size: Int64?
}
