import Foundation
import Store
import TestSupport
import Testing

extension Tag {
  @Tag static var faults: Self
}

/// Calls of the C library fail under the daemon: `Tests/CFaults`, by LD_PRELOAD.
@Suite(
  "A daemon on a machine that fails",
  .temporaryFolder,
  .timeLimit(.minutes(15)),
  .tags(.faults)
)
struct FaultInjectionTests {
  /// A call that fails, `call:path:errno:skip:count`, where the program can go on.
  struct Fault: CustomTestStringConvertible, Sendable {
    let door: String
    let rule: String
    var testDescription: String { "\(door) \(rule)" }
    init(_ door: String, _ rule: String) { (self.door, self.rule) = (door, rule) }
  }

  static let passing = [
    Fault("source, open", "open:/drop/study-one-pa:\(EACCES):0:4"),
    Fault("source, open", "open:/drop/study-one-pa:\(ESTALE):0:3"),
    Fault("source, read", "read:/drop/study-one-pa:\(EIO):0:1"),
    Fault("source, read", "read:/drop/study-one-pa:\(ESTALE):0:1"),
    Fault("spool, create", "open:/spool/.incoming:\(ENOSPC):0:1"),
    Fault("spool, create", "open:/spool/.incoming:\(EACCES):1:1"),
    Fault("spool, write", "write:/spool/.incoming:\(ENOSPC):0:2"),
    Fault("spool, write", "write:/spool/.incoming:\(EIO):1:1"),
    Fault("spool, fsync", "sync:/spool/.incoming:\(EIO):0:1"),
    Fault("spool, rename", "rename:/spool/.incoming:\(EROFS):0:2"),
    Fault("spool, fsync of the folder", "sync:/spool:\(EIO):1:1"),
    Fault("picture, create", "open:.part:\(ENOSPC):0:1"),
    Fault("picture, write", "write:.part:\(ENOSPC):1:1"),
    Fault("picture, fsync", "sync:.part:\(EIO):0:1"),
    Fault("picture, rename", "rename:.part:\(EROFS):0:1"),
    Fault("picture, fsync of the folder", "sync:/images/:\(EIO):1:1"),
    Fault("archive, rename", "rename:/archive/:\(EIO):0:1"),
    Fault("archive, fsync of the folder", "sync:/archive/:\(EIO):0:1"),
    Fault("quarantine, rename", "rename:/quarantine/:\(EACCES):0:1"),
    Fault("compiled network, write", "write:/compiled/:\(ENOSPC):0:1"),
    Fault("compiled network, open", "open:/compiled/:\(EIO):0:1"),
    Fault("compiled network, rename", "rename:/compiled/:\(EROFS):0:1"),
    Fault("database, write", "write:sqlite-wal:\(ENOSPC):24:6"),
    Fault("database, write", "write:sqlite-wal:\(EIO):40:4"),
    Fault("database, fsync", "sync:sqlite-wal:\(EIO):4:3"),
  ]

  @Test(arguments: passing)
  func `carries on, and loses and doubles nothing`(fault: Fault) async throws {
    let daemon = try TroubledDaemon()
    // So that the database's faults meet its use, and not its making.
    try daemon.makeStore()
    try daemon.deliverSome()
    try daemon.start(faults: [fault.rule])
    #expect(try await daemon.wait() == nil, "it ended by itself")
    #expect(!daemon.faultsMet().isEmpty, "the call was never made")
    let end = try daemon.stop()
    #expect(end.code == 0)
    #expect(end.violations == [])
    try expectUsualOutcomes(daemon)
  }

  /// Calls without which it cannot begin; each must name itself in a sentence.
  static let fatal = [
    Fault("lock", "open:worker.lock:\(EACCES):0:1"),
    Fault("database, open", "open:pacs-watch.sqlite:\(EACCES):0:1"),
    Fault("database, first write", "write:pacs-watch.sqlite:\(ENOSPC):0:50"),
    Fault("database, first read", "read:pacs-watch.sqlite:\(EIO):0:50"),
    Fault("bundle, open", "open:first.onnx:\(EIO):0:1"),
  ]

  @Test(arguments: fatal)
  func `that cannot begin says why, and begins when the fault is gone`(fault: Fault) async throws {
    let daemon = try TroubledDaemon()
    try daemon.deliverSome()
    try daemon.start(faults: [fault.rule])
    let code = try #require(try await daemon.wait(), "it did not end")
    let log = try daemon.log()
    #expect([65, 74, 75].contains(code), "\(log)")
    #expect(!daemon.faultsMet().isEmpty, "the call was never made")
    let said = log.split(separator: "\n").last ?? ""
    #expect(said.count > 40 && said.hasSuffix("."), "\(said)")
    try daemon.start()
    #expect(try await daemon.wait() == nil, "it ended again")
    let end = try daemon.stop()
    #expect(end.code == 0)
    #expect(end.violations == [])
    try expectUsualOutcomes(daemon)
  }

  @Test(arguments: ["1:86400", "1:-86400", "0:-1000000000,3:31536000,6:-86400"])
  func `whose wall clock jumps finishes everything, and its chain holds`(jumps: String) async throws
  {
    let daemon = try TroubledDaemon()
    try daemon.deliver("study-one-pa.dcm")
    try daemon.start(clock: jumps)
    #expect(try await daemon.wait() == nil)
    try await Task.sleep(for: .seconds(2))
    try daemon.deliver("study-one-lateral.dcm")
    try daemon.deliver("broken-cut-native.dcm")
    #expect(try await daemon.wait() == nil)
    try await Task.sleep(for: .seconds(2))
    try daemon.deliver("study-two-pa.dcm")
    #expect(try await daemon.wait() == nil)
    let end = try daemon.stop()
    #expect(end.code == 0)
    #expect(end.violations == [])
    // The clock did jump: the arrivals lie far from now.
    let store = try StudyStore.openReadOnly(at: daemon.program.store)
    let distances = try store.allFiles().map { abs($0.receivedAt.timeIntervalSinceNow) }
    #expect(distances.contains { $0 > 80_000 })
  }

  private func expectUsualOutcomes(_ daemon: TroubledDaemon) throws {
    let store = try StudyStore.openReadOnly(at: daemon.program.store)
    var reasons: [String: String?] = [:]
    for row in try store.rows(ResultQuery(grouping: .instance)) where row.resultID != nil {
      let name = URL(filePath: row.sourceFile).lastPathComponent.replacing("-again", with: "")
      reasons[name] = row.status == .classified ? "classified" : row.reason
    }
    let log = try daemon.log()
    #expect(reasons["study-one-lateral.dcm"] == "lateral-view")
    #expect(reasons["broken-cut-native.dcm"] == "truncated")
    #expect(reasons["study-one-pa.dcm"] == "classified", "\(log)")
  }
}
