internal import GRDB

/// A statement with what fills its placeholders.
struct RowStatement {
  var sql: String
  var arguments: StatementArguments
}

extension ResultQuery {
  /// Results, one row each, in order of (processed_at, id).
  var results: RowStatement {
    var conditions: [String] = []
    if !includesAllVersions {
      conditions.append("r.superseded_by IS NULL")
      if grouping == .study { conditions.append(Self.isBestOfStudy) }
    }
    return statement(
      ResultRow.resultColumns,
      from: "result r JOIN file f ON f.id = r.file_id",
      conditions,
      names: Names(
        time: "r.processed_at",
        id: "r.id",
        status: "r.status",
        study: "r.study_uid",
        file: "r.file_id"
      )
    )
  }

  /// Duplicate arrivals, one row each, in order of (arrived_at, id); nil if none are wanted.
  var duplicates: RowStatement? {
    guard grouping == .instance, statuses.isEmpty || statuses.contains(.duplicate) else {
      return nil
    }
    return statement(
      ResultRow.duplicateColumns,
      from: """
        arrival a JOIN file f ON f.id = a.file_id
        LEFT JOIN result r ON r.file_id = a.file_id
          AND r.version = (SELECT max(version) FROM result WHERE file_id = a.file_id)
        """,
      ["a.is_duplicate = 1"],
      names: Names(
        time: "a.arrived_at",
        id: "a.id",
        status: nil,
        study: "r.study_uid",
        file: "a.file_id"
      )
    )
  }

  /// No other current result of the study is better: a seek in the index result_current_study.
  private static let isBestOfStudy = """
    (r.study_uid IS NULL OR NOT EXISTS (
      SELECT 1 FROM result o WHERE o.study_uid = r.study_uid AND o.superseded_by IS NULL
        AND (o.rank, o.file_id) < (r.rank, r.file_id)))
    """

  private struct Names {
    let time: String
    let id: String
    let status: String?
    let study: String
    let file: String
  }

  private func statement(
    _ columns: String,
    from tables: String,
    _ fixed: [String],
    names: Names
  ) -> RowStatement {
    var conditions = fixed
    var arguments = StatementArguments()
    if let since {
      conditions.append("\(names.time) >= ?")
      arguments += [UTCTimestamp.text(of: since)]
    }
    if let until {
      conditions.append("\(names.time) < ?")
      arguments += [UTCTimestamp.text(of: until)]
    }
    if let studyUID {
      conditions.append("\(names.study) = ?")
      arguments += [studyUID]
    }
    if let fileID {
      conditions.append("\(names.file) = ?")
      arguments += [fileID.rawValue]
    }
    if let status = names.status, !statuses.isEmpty {
      let places = Array(repeating: "?", count: statuses.count).joined(separator: ", ")
      conditions.append("\(status) IN (\(places))")
      arguments += StatementArguments(statuses.map(\.rawValue).sorted())
    }
    let direction = isNewestFirst ? "DESC" : "ASC"
    let condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
    return RowStatement(
      sql: """
        SELECT \(columns) FROM \(tables) WHERE \(condition)
        ORDER BY \(names.time) \(direction), \(names.id) \(direction) LIMIT ?
        """,
      arguments: arguments + [limit ?? .max]
    )
  }
}
