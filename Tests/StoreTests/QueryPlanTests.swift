import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// What SQLite plans to do: no list is sorted in memory, and no look-up walks a whole table.
@Suite("With a million studies", .temporaryFolder)
struct QueryPlanTests {
  private func plan(_ statement: RowStatement) throws -> [String] {
    let store = try StudyStore.sample()
    return try store.pool.read { database in
      let sql = "EXPLAIN QUERY PLAN \(statement.sql)"
      return try Row.fetchAll(database, sql: sql, arguments: statement.arguments).map {
        $0["detail"]
      }
    }
  }

  /// Every combination that list and export ask for.
  static let queries: [ResultQuery] = [
    ResultQuery(),
    ResultQuery(isNewestFirst: true, limit: 20),
    ResultQuery(since: .distantPast, until: .distantFuture),
    ResultQuery(statuses: [.classified, .abstained]),
    ResultQuery(grouping: .instance),
    ResultQuery(grouping: .instance, statuses: [.duplicate]),
    ResultQuery(grouping: .instance, includesAllVersions: true),
    ResultQuery(includesAllVersions: true, since: .distantPast),
  ]

  @Test(arguments: queries) func `a list walks one index in order`(query: ResultQuery) throws {
    for statement in [query.results, query.duplicates].compactMap({ $0 }) {
      let plan = try plan(statement)
      #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
      #expect(plan.filter { $0.hasPrefix("SCAN") }.allSatisfy { $0.contains("USING") }, "\(plan)")
      #expect(plan.filter { $0.hasPrefix("SCAN") }.count <= 1, "\(plan)")
    }
  }

  @Test(arguments: [
    "SELECT id FROM file WHERE content_hash = 'x'",
    "SELECT source_path FROM arrival WHERE file_id = 1 AND source_path = 'x'",
    "SELECT * FROM result WHERE file_id = 1 ORDER BY version DESC LIMIT 1",
    "SELECT file_id FROM result WHERE study_uid = 'x'",
    "SELECT file_id FROM result WHERE sop_instance_uid = 'x'",
    "SELECT * FROM audit WHERE subject = 'x'",
    "SELECT * FROM audit WHERE study_uid = 'x'",
    "SELECT id FROM file f WHERE f.state IN ('done', 'quarantined') AND f.place = 'spool'",
    "SELECT id FROM file f WHERE f.state IN ('spooled', 'processing') ORDER BY f.id",
    "SELECT id FROM file f WHERE f.received_at >= 'x'",
  ])
  func `a look-up is a seek in an index`(sql: String) throws {
    let plan = try plan(RowStatement(sql: sql, arguments: []))
    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") || $0.contains("INDEX file_un") }, "\(plan)")
  }

  @Test func `one study is found without a walk`() throws {
    let plan = try plan(ResultQuery(studyUID: "x").results)
    #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
  }
}
