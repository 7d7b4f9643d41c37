import Foundation
import GRDB
import TestSupport
import Testing

@Suite("A database in trouble", .temporaryFolder, .timeLimit(.minutes(15)), .tags(.faults))
struct DatabaseFaultsTests {
  private func database(of daemon: TroubledDaemon) -> URL {
    daemon.program.store.appending(path: "pacs-watch.sqlite")
  }

  @Test func `that another process holds for longer than the busy time is waited for`() async throws
  {
    let daemon = try TroubledDaemon()
    try daemon.deliver("study-two-pa.dcm")
    try daemon.start()
    #expect(try await daemon.wait() == nil)
    var configuration = Configuration()
    // The lock outlives the call that takes it.
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: database(of: daemon).path, configuration: configuration)
    try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    try daemon.deliverSome()
    // SQLITE_BUSY comes after 5 seconds; the daemon's log says so.
    try await daemon.logged("kept the database locked")
    try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try other.close()
    #expect(try await daemon.wait() == nil)
    let end = try daemon.stop()
    #expect(end.code == 0)
    #expect(end.violations == [])
    let reasons = try daemon.program.rows().map { $0["reason"] }
    #expect(!reasons.contains("decoder-crash"))
  }

  /// Pages that opening reads, and pages that it does not.
  @Test(arguments: [0, 1, 7, 20])
  func `whose pages were overwritten is refused and left as it is`(page: Int) async throws {
    let daemon = try TroubledDaemon()
    try daemon.deliverSome()
    try daemon.start()
    #expect(try await daemon.wait() == nil)
    _ = try daemon.stop()
    let file = database(of: daemon)
    let other = try DatabaseQueue(path: file.path)
    try other.inDatabase { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try other.close()
    var bytes = try Data(contentsOf: file)
    #expect(bytes.count > 24 * 4096)
    for offset in page * 4096..<page * 4096 + 4096 {
      bytes[offset] = UInt8(truncatingIfNeeded: offset * 31)
    }
    try bytes.write(to: file)
    try daemon.start()
    #expect(try await daemon.waitForEnd() == 74)
    let said = try daemon.log()
    #expect(said.contains("\(file.path) is damaged") && said.contains("restore it from a backup"))
    #expect(try Data(contentsOf: file) == bytes)
  }
}
