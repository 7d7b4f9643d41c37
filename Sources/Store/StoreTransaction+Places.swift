internal import GRDB

extension StoreTransaction {
  /// Notes where a file's bytes are kept now; see `StudyStore.move`.
  public func mark(_ file: FileID, in place: FilePlace) throws {
    let content = try contentHash(of: file)
    let update = try database.cachedStatement(
      sql: "UPDATE file SET place = ? WHERE id = ? AND place <> ?"
    )
    try update.execute(arguments: [place.rawValue, file.rawValue, place.rawValue])
    guard database.changesCount > 0 else { return }
    try appendAudit(
      .moved,
      subject: content,
      studyUID: try currentStudyUID(of: file),
      details: ["place": place.rawValue]
    )
  }
}
