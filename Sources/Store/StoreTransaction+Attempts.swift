public import Foundation
internal import GRDB

extension StoreTransaction {
  /// Counts an attempt before it is made; see `StudyStore.beginAttempt`.
  public func beginAttempt(_ file: FileID, limit: Int) throws -> AttemptOutcome {
    let (content, attempts) = try attempts(of: file)
    guard attempts < limit else {
      try appendAudit(
        .attemptsExhausted,
        subject: content,
        details: AttemptDetails(attempt: attempts)
      )
      return .triedTooOften(attempts)
    }
    let update = try database.cachedStatement(
      sql: """
        UPDATE file SET attempts = attempts + 1, state = 'processing', retry_after = NULL
        WHERE id = ?
        """
    )
    try update.execute(arguments: [file.rawValue])
    if attempts > 0 {
      try appendAudit(
        .attemptStarted,
        subject: content,
        details: AttemptDetails(attempt: attempts + 1)
      )
    }
    return .attempt(attempts + 1)
  }

  /// Gives a file back after a failure that may pass; see `StudyStore.release`.
  public func release(_ file: FileID, retryAfter: Date?, reason: String) throws {
    let (content, attempts) = try attempts(of: file)
    let retry = retryAfter.map { UTCTimestamp.text(of: $0) }
    let update = try database.cachedStatement(
      sql: """
        UPDATE file SET state = 'spooled', retry_after = ?, attempts = max(0, attempts - 1)
        WHERE id = ?
        """
    )
    try update.execute(arguments: [retry, file.rawValue])
    try appendAudit(
      .released,
      subject: content,
      details: AttemptDetails(attempt: attempts, reason: reason, retryAfter: retry)
    )
  }

  private func attempts(of file: FileID) throws -> (content: String, attempts: Int) {
    let statement = try database.cachedStatement(
      sql: "SELECT content_hash, attempts FROM file WHERE id = ?"
    )
    guard let row = try Row.fetchOne(statement, arguments: [file.rawValue]) else {
      throw StoreError.unknownFile(file)
    }
    return (row[0], row[1])
  }
}

/// What the audit says about an attempt.
struct AttemptDetails: Codable {
  let attempt: Int
  var reason: String?
  var retryAfter: String?
}
