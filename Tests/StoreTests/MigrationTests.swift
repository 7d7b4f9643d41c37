import ContentHash
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("The schema's history", .temporaryFolder)
struct MigrationTests {
  private var folder: URL { TemporaryFolder.current.appending(path: "state") }

  /// A store as the program of schema 001 left it.
  private func oldStore() throws -> StoreLayout {
    let layout = StoreLayout(folder: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let dump = Fixtures.project.appending(path: "Tests/Golden/store/schema-001.sql")
    let database = try DatabaseQueue(path: layout.database.path)
    let sql = try String(contentsOf: dump, encoding: .utf8)
    try database.writeWithoutTransaction { try $0.execute(sql: sql) }
    try database.close()
    return layout
  }

  /// A released migration is never edited: whoever breaks this writes a new one instead.
  @Test(arguments: [
    ("001", "8d08559122e80b96f8aa598199e75cafa2f5479b41d67369db9d3dd745bfaf70"),
    ("002", "d26ef2d2780d0f7ab3a14f80e2d0ff72e2b6c8aedeb401af5f08adb567762b15"),
  ])
  func `is frozen`(migration: String, digest: String) {
    let frozen = [
      "001": Schema001.tables + Schema001.guards, "002": Schema002.tables + Schema002.guards,
    ]
    #expect(SHA256Digest(of: frozen[migration] ?? "").hex == digest)
  }

  @Test func `brings a store of schema 001 up to date and keeps all of it`() throws {
    let layout = try oldStore()
    let head = AuditHead(
      sequence: 23,
      hash: "240ba453d5067f492bed4a68e0fd49a182965d43c9480a938503bdba0dd99732"
    )
    #expect(throws: StoreError.olderProgram(database: layout.database.path)) {
      try StudyStore.openReadOnly(at: folder)
    }
    let store = try StudyStore.open(at: folder)
    #expect(try store.auditHead() == head)
    #expect(try store.verifyAudit(anchor: head).isIntact)
    #expect(try store.rows(ResultQuery(grouping: .instance)).count == 6)
    #expect(try store.acceptances().isEmpty)
    let file = try store.add("a")
    let shadow = try store.record(.classified("a", uid: "9.9"), for: file, besides: .sample).promise
    try store.record(.sample(), of: shadow)
    try store.accept(.sample)
    try StoreInvariants.check(store)
    try store.close()
    #expect(try StudyStore.openReadOnly(at: folder).acceptances().count == 1)
  }

  @Test func `of today equals that of a migrated store`() throws {
    _ = try oldStore()
    let new = TemporaryFolder.current.appending(path: "new")
    let schemas = try [folder, new].map { place in
      let store = try StudyStore.open(at: place)
      return try store.reading { database in
        try String.fetchAll(
          database,
          sql: "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master "
            + "WHERE name NOT LIKE 'grdb%' AND tbl_name NOT LIKE 'grdb%' ORDER BY type, name"
        )
      }
    }
    #expect(schemas[0] == schemas[1])
    #expect(schemas[0].contains { $0.hasPrefix("table shadow ") })
  }

  @Test func `tells a program of schema 001 that the store is newer than it`() throws {
    let store = try StudyStore.open(at: folder)
    var old = DatabaseMigrator()
    old.registerMigration("001 files, arrivals and audited results") { _ in }
    #expect(try store.reading { try old.hasBeenSuperseded($0) })
    #expect(try store.reading { try Migrations.all.hasBeenSuperseded($0) } == false)
  }
}
