public import Foundation
internal import GRDB

/// A write transaction: all of it is recorded together with its audit entries, or nothing is.
///
/// `StudyStore.transaction` hands it out; several files' changes in one share a single fsync.
public struct StoreTransaction {
  let database: Database
  let layout: StoreLayout
  /// Who acts.
  let actor: String
  /// The time at which the transaction began.
  public let time: Date
  /// The same as the database writes it.
  let timestamp: String

  init(_ database: Database, layout: StoreLayout, actor: String, time: Date) {
    self.database = database
    self.layout = layout
    self.actor = actor
    self.time = time
    timestamp = UTCTimestamp.text(of: time)
  }
}
