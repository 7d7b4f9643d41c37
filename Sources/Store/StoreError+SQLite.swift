internal import GRDB

extension StoreError {
  /// Runs work on the database, with those of SQLite's errors as store errors that somebody can act
  /// upon.
  static func translating<Value>(
    database: String,
    _ work: () throws -> Value
  ) throws -> Value {
    do {
      return try work()
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw StoreError.busy
      case .SQLITE_FULL: throw StoreError.diskFull
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw StoreError.damaged(database: database)
      case .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
        throw StoreError.refused(database: database, code: error.extendedResultCode.rawValue)
      default: throw error
      }
    }
  }
}
