public import Foundation
internal import GRDB

extension StudyStore {
  /// Reads every page of a state folder's database and checks that they hang together.
  ///
  /// For the start of a long-lived process: what a failing disk has overwritten is found before
  /// anything is built upon it, not weeks later at the first query that meets it. Takes as long as
  /// reading the file; indexes are not compared with their tables (SQLite's `quick_check`). It reads
  /// only, and comes before `open`, which writes. A folder without a database passes.
  ///
  /// - Parameter folder: the state folder, on a local disk.
  /// - Throws: `StoreError.damaged`, or what else keeps the database from being read.
  public static func checkPages(at folder: URL) throws {
    try LocalDisk.check(folder, type: kernelFileSystemType)
    let database = StoreLayout(folder: folder).database
    guard FileManager.default.fileExists(atPath: database.path) else { return }
    try StoreError.translating(database: database.path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let queue = try DatabaseQueue(path: database.path, configuration: configuration)
      let answer = try queue.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
      try queue.close()
      guard answer == "ok" else { throw StoreError.damaged(database: database.path) }
    }
  }
}
