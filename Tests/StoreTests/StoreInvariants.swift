import GRDB
import Testing

@testable import Store

/// What holds after any sequence of changes.
enum StoreInvariants {
  /// Counts of rows that must not exist, by what they would break.
  private static let violations = [
    "a file with two current results":
      "SELECT count(*) FROM (SELECT 1 FROM result WHERE superseded_by IS NULL GROUP BY file_id HAVING count(*) > 1)",
    "a gap in a file's versions":
      "SELECT count(*) FROM (SELECT 1 FROM result GROUP BY file_id HAVING count(*) <> max(version) OR min(version) <> 1)",
    "a done file without a result":
      "SELECT count(*) FROM file f WHERE state IN ('done', 'quarantined') AND NOT EXISTS (SELECT 1 FROM result WHERE file_id = f.id)",
    "a file whose place nobody holds, although it has a result": """
    SELECT count(*) FROM result r WHERE version = (SELECT max(version) FROM result WHERE file_id = r.file_id)
      AND superseded_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM result c
      WHERE c.sop_instance_uid = r.sop_instance_uid AND c.superseded_by IS NULL)
    """,
    "a file without its first arrival":
      "SELECT count(*) FROM file f WHERE NOT EXISTS (SELECT 1 FROM arrival WHERE file_id = f.id AND is_duplicate = 0)",
    "a dangling reference": "SELECT count(*) FROM pragma_foreign_key_check",
    "a damaged page": "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
  ]

  static func check(_ store: StudyStore) throws {
    for (violation, sql) in violations {
      let count = try store.pool.read { try Int.fetchOne($0, sql: sql) }
      #expect(count == 0, "\(violation)")
    }
    let verification = try store.verifyAudit()
    #expect(verification.isIntact, "\(verification)")
  }
}
