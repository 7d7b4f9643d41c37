internal import GRDB

extension StoreTransaction {
  /// The hash of a file's content.
  func contentHash(of file: FileID) throws -> String {
    let statement = try database.cachedStatement(sql: "SELECT content_hash FROM file WHERE id = ?")
    guard let hash = try String.fetchOne(statement, arguments: [file.rawValue]) else {
      throw StoreError.unknownFile(file)
    }
    return hash
  }

  /// The file's latest version, whether it is current or another file took its place.
  func latestResult(of file: FileID) throws -> ResultRecord? {
    let statement = try database.cachedStatement(
      sql: "SELECT * FROM result WHERE file_id = ? ORDER BY version DESC LIMIT 1"
    )
    return try ResultRecord.fetchOne(statement, arguments: [file.rawValue])
  }

  /// The pixel hash of the last version that had one.
  func lastPixelHash(of file: FileID) throws -> String? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT pixel_hash FROM result WHERE file_id = ? AND pixel_hash IS NOT NULL
        ORDER BY version DESC LIMIT 1
        """
    )
    return try String.fetchOne(statement, arguments: [file.rawValue])
  }
}
