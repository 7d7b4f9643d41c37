import Foundation
import TestSupport
import Testing

@Suite("A disk in trouble", .temporaryFolder, .timeLimit(.minutes(15)), .tags(.faults))
struct DiskFaultsTests {
  private let folder = TemporaryFolder.current

  @Test func `a watched folder that is removed and made again is read again`() async throws {
    let daemon = try TroubledDaemon()
    try daemon.start()
    try daemon.deliver("study-one-pa.dcm")
    #expect(try await daemon.wait() == nil)
    try FileManager.default.removeItem(at: daemon.drop)
    try await daemon.logged("Watched folder is absent")
    try FileManager.default.createDirectory(at: daemon.drop, withIntermediateDirectories: true)
    try daemon.deliver("study-one-lateral.dcm")
    try daemon.deliver("broken-cut-native.dcm")
    #expect(try await daemon.wait() == nil)
    // The first one's source went with the folder; its bytes come back under its name.
    try daemon.deliver("study-one-pa.dcm")
    #expect(try await daemon.wait() == nil)
    let end = try daemon.stop()
    #expect(end.code == 0)
    #expect(end.violations == [])
  }

  @Test(.enabled(if: TemporaryDisk.isPossible, Comment(rawValue: TemporaryDisk.needsRoot)))
  func `that is nearly full pauses intake, and goes on by itself`() async throws {
    let disk = try TemporaryDisk(at: folder.appending(path: "disk"), megabytes: 48)
    let daemon = try TroubledDaemon(store: disk.folder.appending(path: "store"))
    try daemon.start()
    try daemon.deliver("study-two-pa.dcm")
    #expect(try await daemon.wait() == nil)
    // A tenth of the disk is the mark.
    try disk.fill(leaving: 3 << 20)
    try daemon.deliverSome()
    try await daemon.logged("Intake is paused")
    #expect(try daemon.program.rows().count == 1)
    try disk.empty()
    #expect(try await daemon.wait() == nil)
    #expect(try daemon.log().contains("Intake goes on"))
    let end = try daemon.stop()
    #expect(end.code == 0)
    #expect(end.violations == [])
  }

  @Test(.enabled(if: TemporaryDisk.isPossible, Comment(rawValue: TemporaryDisk.needsRoot)))
  func `that is full to the last block loses nothing that is in work`() async throws {
    let disk = try TemporaryDisk(at: folder.appending(path: "disk"), megabytes: 48)
    let daemon = try TroubledDaemon(
      store: disk.folder.appending(path: "store"),
      settings: "disk: {minimum_free_percent: 0, minimum_free_megabytes: 0}"
    )
    try daemon.start()
    try daemon.deliver("study-two-pa.dcm")
    #expect(try await daemon.wait() == nil)
    try disk.fill(leaving: 0)
    try daemon.deliverSome()
    try await daemon.logged("File has to wait")
    try disk.empty()
    #expect(try await daemon.wait() == nil)
    let end = try daemon.stop()
    #expect(end.code == 0)
    #expect(end.violations == [])
  }

  @Test(.enabled(if: TemporaryDisk.isPossible, Comment(rawValue: TemporaryDisk.needsRoot)))
  func `a watched folder that becomes read-only is still read`() async throws {
    let disk = try TemporaryDisk(at: folder.appending(path: "disk"), megabytes: 16)
    let done = folder.appending(path: "done").path
    let daemon = try TroubledDaemon(
      drop: disk.folder.appending(path: "drop"),
      folder: "    after: move\n    done_folder: \(done)\n    failed_folder: \(done)"
    )
    try daemon.deliver("study-one-pa.dcm")
    try daemon.deliver("study-one-lateral.dcm")
    try disk.remount("ro")
    try daemon.start()
    #expect(try await daemon.wait() == nil)
    let end = try daemon.stop()
    #expect(end.code == 0)
    #expect(end.violations == [])
    #expect(try daemon.log().contains("Source could not be moved"))
    // Once it may be written to, the next start moves them.
    try disk.remount("rw")
    try daemon.start()
    while try FileManager.default.contentsOfDirectory(atPath: done).count < 2
      || !FileManager.default.contentsOfDirectory(atPath: daemon.drop.path).isEmpty
    { try await Task.sleep(for: .milliseconds(100)) }
    daemon.forget("study-one-pa.dcm")
    daemon.forget("study-one-lateral.dcm")
    #expect(try daemon.stop().code == 0)
    #expect(try daemon.program.rows().count == 2)
  }

  @Test(.enabled(if: TemporaryDisk.isPossible, Comment(rawValue: TemporaryDisk.needsRoot)))
  func `a store that is read-only is refused, and works once it may be written to`() async throws {
    let disk = try TemporaryDisk(at: folder.appending(path: "disk"), megabytes: 48)
    let daemon = try TroubledDaemon(store: disk.folder.appending(path: "store"))
    try daemon.deliverSome()
    try daemon.start()
    #expect(try await daemon.wait() == nil)
    _ = try daemon.stop()
    try disk.remount("ro")
    try daemon.deliver("study-two-pa.dcm")
    try daemon.start()
    #expect(try await daemon.waitForEnd() == 74)
    #expect(try daemon.log().contains("check its owner, its permissions and its disk"))
    try disk.remount("rw")
    try daemon.start()
    #expect(try await daemon.wait() == nil)
    let end = try daemon.stop()
    #expect(end.code == 0)
    #expect(end.violations == [])
  }
}
