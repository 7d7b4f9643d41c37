import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("A state folder", .temporaryFolder)
struct StoreOpeningTests {
  private var folder: URL { TemporaryFolder.current.appending(path: "state") }

  private func mode(_ url: URL) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func `is closed to others, with all that SQLite adds`() throws {
    let store = try StudyStore.open(at: folder)
    _ = try store.add("a")
    let layout = store.layout
    for url in [layout.folder, layout.spool, layout.archive, layout.images, layout.quarantine] {
      #expect(try mode(url) == 0o700, "\(url.lastPathComponent)")
    }
    for suffix in ["", "-wal", "-shm"] {
      #expect(try mode(URL(filePath: layout.database.path + suffix)) == 0o600, "\(suffix)")
    }
  }

  @Test func `that was open to others is closed`() throws {
    try StudyStore.open(at: folder).close()
    let database = StoreLayout(folder: folder).database
    for url in [folder, database] {
      try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: url.path)
    }
    try StudyStore.open(at: folder).close()
    #expect(try mode(folder) == 0o700)
    #expect(try mode(database) == 0o600)
  }

  @Test func `is written with synchronous FULL in WAL mode with foreign keys`() throws {
    let store = try StudyStore.open(at: folder)
    let pragmas = try store.pool.write { database in
      try ["synchronous", "journal_mode", "foreign_keys", "busy_timeout"].map {
        try String.fetchOne(database, sql: "PRAGMA \($0)")
      }
    }
    #expect(pragmas == ["2", "wal", "1", "5000"])
  }

  @Test(arguments: [0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42] as [Int64])
  func `on a network file system is refused, and nothing is made`(type: Int64) throws {
    #expect {
      try StudyStore.open(at: folder, fileSystemType: { _ in type })
    } throws: { error in
      guard case .networkFileSystem = error as? StoreError else { return false }
      return "\(error)".contains("local disk")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func `that is yet to be made is judged by its parent's file system`() throws {
    var asked: [URL] = []
    let far = folder.appending(path: "a/b/c")
    try LocalDisk.check(far) {
      asked.append($0)
      return 0xEF53
    }
    #expect(
      asked.map(\.standardizedFileURL.path) == [TemporaryFolder.current.standardizedFileURL.path]
    )
  }

  @Test func `of a newer program is refused`() throws {
    let store = try StudyStore.open(at: folder)
    try store.pool.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 from the future')")
    }
    try store.close()
    let refusal = StoreError.newerProgram(database: store.layout.database.path)
    #expect(throws: refusal) { try StudyStore.open(at: folder) }
    #expect(throws: refusal) { try StudyStore.openReadOnly(at: folder) }
  }

  @Test func `whose database is none is called damaged`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let database = StoreLayout(folder: folder).database
    try Data(repeating: 0x41, count: 8192).write(to: database)
    #expect(throws: StoreError.damaged(database: database.path)) {
      try StudyStore.open(at: folder)
    }
  }

  @Test func `without a database cannot be opened for reading`() {
    #expect(throws: StoreError.noStore(folder: folder.path)) {
      try StudyStore.openReadOnly(at: folder)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test(arguments: [true, false])
  func `is read beside its writer and without one, and not written`(besideWriter: Bool) throws {
    let writer = try StudyStore.open(at: folder)
    try writer.add("a", .classified("a"))
    if !besideWriter { try writer.close() }
    let reader = try StudyStore.openReadOnly(at: folder)
    #expect(try reader.rows().map(\.finding) == ["COVID-19"])
    #expect(throws: (any Error).self) { try reader.add("b") }
    if besideWriter {
      try writer.add("b", .classified("b", study: "1.2.9", uid: "1.2.9.1"))
      #expect(try reader.rows().count == 2)
    }
  }

  @Test func `is migrated once by many that open it at once`() async throws {
    let folder = folder
    try await withThrowingTaskGroup { group in
      for index in 0..<6 {
        group.addTask { try StudyStore.open(at: folder).add("\(index)") }
      }
      try await group.waitForAll()
    }
    #expect(try StudyStore.open(at: folder).allFiles().count == 6)
  }
}
