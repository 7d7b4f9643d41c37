internal import GRDB

extension StudyStore {
  /// The rows that a query asks for, ordered by the time of processing, then by id.
  public func rows(_ query: ResultQuery = ResultQuery()) throws -> [ResultRow] {
    var rows: [ResultRow] = []
    try forEachRow(query) { rows.append($0) }
    return rows
  }

  /// Hands over the rows that a query asks for one by one, all from one state of the database.
  ///
  /// - Parameters:
  ///   - query: which, and how arranged.
  ///   - body: gets a row; it should not dwell, since the database's log grows meanwhile.
  /// - Throws: what `body` throws, or what SQLite reports.
  public func forEachRow(_ query: ResultQuery, _ body: (ResultRow) throws -> Void) throws {
    try reading { database in
      let results = try PeekingRows(database, query.results) { try ResultRow(result: $0) }
      let duplicates = try PeekingRows(database, query.duplicates) { try ResultRow(duplicate: $0) }
      var left = query.limit ?? .max
      while left > 0, let row = try next(of: results, duplicates, query) {
        let row = query.isOfWholeStudies ? try row.ofStudy(database) : row
        // The mean of a study may say nothing where one of its slices does.
        guard query.statuses.isEmpty || query.statuses.contains(row.status) else { continue }
        try body(row)
        left -= 1
      }
    }
  }

  /// The next in time of two ordered lists; a result stands before a duplicate of the same time.
  private func next(
    of results: PeekingRows,
    _ duplicates: PeekingRows,
    _ query: ResultQuery
  ) throws -> ResultRow? {
    guard let result = results.head, let duplicate = duplicates.head else {
      return try results.head == nil ? duplicates.take() : results.take()
    }
    let isResultNext =
      query.isNewestFirst
      ? result.processedAt > duplicate.processedAt
      : result.processedAt <= duplicate.processedAt
    return try isResultNext ? results.take() : duplicates.take()
  }
}

/// Rows as they come from a statement, with a look at the next.
private final class PeekingRows {
  private(set) var head: ResultRow?
  private let cursor: RowCursor?
  private let read: (Row) throws -> ResultRow

  init(
    _ database: Database,
    _ statement: RowStatement?,
    _ read: @escaping (Row) throws -> ResultRow
  ) throws {
    self.read = read
    cursor = try statement.map {
      try Row.fetchCursor(database, sql: $0.sql, arguments: $0.arguments)
    }
    head = try cursor?.next().map(read)
  }

  func take() throws -> ResultRow? {
    let taken = head
    head = try cursor?.next().map(read)
    return taken
  }
}
