public import Foundation
internal import GRDB

extension StudyStore {
  /// Records the outcome of a file together with the promise that a second bundle reads it, too.
  ///
  /// The served result never waits for the second bundle, and a program that ends between the two
  /// leaves a promise, which `failInterruptedShadows` turns into a recorded failure: that a film lacks
  /// its pair is never lost. Audit: those of `record(_:for:)`, then `shadow-promised`.
  ///
  /// - Parameters:
  ///   - outcome: what the work gave.
  ///   - file: the file.
  ///   - bundle: who shall read beside.
  /// - Returns: the version as it was recorded, and the promise.
  /// - Throws: `StoreError`, or what SQLite reports; then neither is recorded.
  public func record(
    _ outcome: Outcome,
    for file: FileID,
    besides bundle: ShadowBundle
  ) throws -> (result: RecordedResult, promise: ShadowID) {
    try transaction { transaction in
      let result = try transaction.record(outcome, for: file)
      return (result, try transaction.promise(bundle, beside: result.id))
    }
  }

  /// Records what a second bundle said, once.
  ///
  /// Audit: `shadow-recorded` with the row's digest.
  ///
  /// - Parameters:
  ///   - reading: what it said, or why it said nothing.
  ///   - shadow: the promise.
  /// - Throws: `StoreError`, or what SQLite reports for a promise that was kept already.
  public func record(_ reading: ShadowReading, of shadow: ShadowID) throws {
    try transaction { try $0.record(reading, of: shadow) }
  }

  /// Records open promises as failed, with the reason `interrupted`.
  ///
  /// They are not read again: a second bundle that ends the program must not end it for ever. Only
  /// for a caller that is alone in the store, as others' promises look the same.
  ///
  /// - Returns: how many there were.
  /// - Throws: `StoreError`, or what SQLite reports.
  @discardableResult
  public func failInterruptedShadows() throws -> Int {
    let open = "SELECT EXISTS (SELECT 1 FROM shadow WHERE status = 'promised')"
    guard try reading({ try Bool.fetchOne($0, sql: open) }) == true else { return 0 }
    return try transaction { try $0.failInterruptedShadows() }
  }

  /// Pairs of what the serving bundle and a second one said of the same film.
  ///
  /// - Parameters:
  ///   - query: which of them.
  ///   - body: gets a pair, in the order of promising.
  /// - Throws: what `body` throws, or what SQLite reports.
  public func forEachShadowPair(
    _ query: ShadowQuery = ShadowQuery(),
    _ body: (ShadowPair) throws -> Void
  ) throws {
    try reading { database in
      let rows = try Row.fetchCursor(
        database,
        sql: ShadowPair.selection(query),
        arguments: ShadowPair.arguments(query)
      )
      while let row = try rows.next() { try body(try ShadowPair(row)) }
    }
  }
}

/// Which pairs are asked for.
public struct ShadowQuery: Sendable, Hashable {
  /// Every reading, instead of the latest of a film by each second bundle.
  public var includesAllVersions: Bool
  /// Only pairs promised at this time or after it.
  public var since: Date?
  /// Only pairs promised before this time.
  public var until: Date?

  /// The latest pair of each film and second bundle, unless more is said.
  public init(includesAllVersions: Bool = false, since: Date? = nil, until: Date? = nil) {
    self.includesAllVersions = includesAllVersions
    self.since = since
    self.until = until
  }
}
