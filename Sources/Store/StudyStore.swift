public import Foundation
internal import GRDB

/// The only door to the state folder's database.
///
/// It knows files (contents), arrivals (sightings of them), results (versions of their outcomes)
/// and the audit trail, and keeps their rules: each change and its audit entry are one transaction,
/// durable (WAL with `synchronous = FULL`) when the call returns. Several processes may have a store
/// open; a writer waits up to 5 seconds for another. Calls block their thread on the disk.
public final class StudyStore: Sendable {
  /// Which file of the state folder lies where.
  public let layout: StoreLayout
  let pool: DatabasePool
  private let actor: String
  private let clock: @Sendable () -> Date
  let commits = GroupCommit()

  private init(
    _ pool: DatabasePool,
    layout: StoreLayout,
    actor: String,
    clock: @escaping @Sendable () -> Date
  ) {
    self.pool = pool
    self.layout = layout
    self.actor = actor
    self.clock = clock
  }

  /// Opens a state folder, and makes it or brings it up to date where needed.
  ///
  /// - Parameters:
  ///   - folder: the state folder, on a local disk.
  ///   - actor: who acts, for the audit trail: `daemon`, or a user's name.
  ///   - clock: what the time is.
  ///   - fileSystemType: the `f_type` of statfs(2) for a folder.
  /// - Returns: the store.
  /// - Throws: `StoreError` for a folder on NFS or SMB, a newer program's or a damaged database, or
  ///   what SQLite reports.
  public static func open(
    at folder: URL,
    actor: String = "daemon",
    clock: @escaping @Sendable () -> Date = { Date() },
    fileSystemType: @Sendable (URL) throws -> Int64 = StudyStore.kernelFileSystemType
  ) throws -> StudyStore {
    let layout = StoreLayout(folder: folder)
    try LocalDisk.check(folder, type: fileSystemType)
    try StateFolder.prepare(layout)
    let pool = try StoreError.translating(database: layout.database.path) {
      try StateFolder.withLock(on: folder) {
        let pool = try DatabasePool(path: layout.database.path, configuration: configuration())
        try refuseNewer(pool, layout)
        try makeDurable(pool)
        try Migrations.all.migrate(pool)
        return pool
      }
    }
    return StudyStore(pool, layout: layout, actor: actor, clock: clock)
  }

  /// Opens an existing state folder for reading only, beside a running daemon or without one.
  ///
  /// - Parameters:
  ///   - folder: the state folder, on a local disk.
  ///   - fileSystemType: the `f_type` of statfs(2) for a folder.
  /// - Returns: a store whose writes all fail.
  /// - Throws: `StoreError` where there is no database of this program's version.
  public static func openReadOnly(
    at folder: URL,
    fileSystemType: @Sendable (URL) throws -> Int64 = StudyStore.kernelFileSystemType
  ) throws -> StudyStore {
    let layout = StoreLayout(folder: folder)
    try LocalDisk.check(folder, type: fileSystemType)
    guard FileManager.default.fileExists(atPath: layout.database.path) else {
      throw StoreError.noStore(folder: folder.path)
    }
    let pool = try StoreError.translating(database: layout.database.path) {
      var configuration = configuration()
      configuration.readonly = true
      let pool = try DatabasePool(path: layout.database.path, configuration: configuration)
      try refuseNewer(pool, layout)
      guard try pool.read({ try Migrations.all.hasCompletedMigrations($0) }) else {
        throw StoreError.olderProgram(database: layout.database.path)
      }
      return pool
    }
    return StudyStore(pool, layout: layout, actor: "reader", clock: { Date() })
  }

  /// What the kernel says about a folder's file system: `f_type` of statfs(2).
  @Sendable public static func kernelFileSystemType(of folder: URL) throws -> Int64 {
    try LocalDisk.kernelType(of: folder)
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "pacs-watch.store"
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    return configuration
  }

  private static func refuseNewer(_ pool: DatabasePool, _ layout: StoreLayout) throws {
    guard try pool.read({ try Migrations.all.hasBeenSuperseded($0) }) else { return }
    throw StoreError.newerProgram(database: layout.database.path)
  }

  /// GRDB's pool sets NORMAL on its writer after `prepareDatabase`, hence here and not there.
  private static func makeDurable(_ pool: DatabasePool) throws {
    let mode = try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      return try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
    }
    guard mode == 2 else { throw StoreError.notDurable(synchronous: mode) }
  }

  /// Closes the database; every later call fails.
  public func close() throws {
    try pool.close()
  }

  /// Runs changes in one transaction: all of them are durable when it returns, or none is.
  ///
  /// Threads that call it at the same time share a transaction and its fsync (`GroupCommit`).
  ///
  /// - Parameter body: makes the changes; it must not wait for anything else, and may run twice, after
  ///   the changes of its first run were undone.
  /// - Returns: what `body` gives.
  /// - Throws: what `body` throws, after all was undone; `StoreError.busy` and the like.
  public func transaction<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
    try StoreError.translating(database: layout.database.path) {
      try commits.write(to: pool) { database in
        try body(StoreTransaction(database, layout: layout, actor: actor, time: clock()))
      }
    }
  }

  /// Reads one state of the database.
  func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try StoreError.translating(database: layout.database.path) { try pool.read(body) }
  }
}
