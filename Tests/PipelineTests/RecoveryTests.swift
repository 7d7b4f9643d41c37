import ContentHash
import Foundation
import Intake
import Pipeline
import Store
import TestSupport
import Testing

@Suite("What a crash leaves behind", .temporaryFolder)
struct RecoveryTests {
  private func claimed(_ bench: Workbench, _ source: URL) throws -> ClaimedFile {
    let claim = try bench.pipeline.claim(IncomingFile(try ArrivedFile(named: source.path)))
    guard case .granted(let file) = claim else { throw Surprise(claim: "\(claim)") }
    return file
  }

  @Test func `a copy that was never registered is swept, its source is still there`() throws {
    let bench = try Workbench()
    let source = try Samples.first("classified")
    _ = try SpoolCopy(folder: bench.store.layout.spool).copy(source.path)
    let findings = try Recovery(of: bench.store).run()
    #expect(findings.sweptCopies == 1)
    #expect(findings.unfinished.isEmpty)
    #expect(bench.files(below: "spool").isEmpty)
  }

  @Test func `a registered file without a result is worked on at the next start`() throws {
    let bench = try Workbench()
    let file = try claimed(bench, try Samples.first("classified"))
    _ = try bench.store.beginAttempt(file.id, limit: 2)
    let findings = try Recovery(of: bench.store).run()
    #expect(findings.unfinished.map(\.id) == [file.id])
    let again = try #require(ClaimedFile(findings.unfinished[0]))
    #expect(try bench.pipeline.walk(again).status != .quarantined)
    #expect(try bench.rows().count == 1)
    #expect(try bench.violations() == [])
  }

  @Test func `a recorded file whose copy still lies in the spool is settled`() throws {
    let bench = try Workbench()
    let file = try claimed(bench, try Samples.first("classified"))
    let examination = try bench.pipeline.examine(file)
    _ = try bench.store.record(examination.outcome, for: file.id)
    let findings = try Recovery(of: bench.store).run()
    #expect(findings.settledCopies == 1)
    #expect(bench.files(below: "spool").isEmpty)
    #expect(bench.files(below: "archive").count == 1)
  }

  @Test(arguments: [1, 2, 3])
  func `a file that ends the program each time is quarantined, not tried for ever`(limit: Int)
    throws
  {
    let bench = try Workbench(attemptLimit: limit)
    let file = try claimed(bench, try Samples.first("classified"))
    // Each of these is a start of the program that ended while it decoded.
    for _ in 0..<limit { _ = try bench.store.beginAttempt(file.id, limit: limit) }
    let processed = try bench.pipeline.walk(file)
    #expect(processed.status == .quarantined)
    #expect(processed.reason == "decoder-crash")
    #expect(bench.files(below: "quarantine").count == 1)
  }

  @Test func `a file that was decoded when somebody killed the program is no suspect`() throws {
    let bench = try Workbench(attemptLimit: 2)
    let file = try claimed(bench, try Samples.first("classified"))
    let mark = bench.store.layout.spool.appending(path: file.digest.hex + ".decoded")
    _ = try bench.store.beginAttempt(file.id, limit: 2)
    _ = FileManager.default.createFile(atPath: mark.path, contents: nil)
    for _ in 0..<4 {
      #expect(try Recovery(of: bench.store).run().unfinished.map(\.id) == [file.id])
      _ = try bench.store.beginAttempt(file.id, limit: 99)
    }
    #expect(try bench.pipeline.walk(file).status != .quarantined)
    #expect(bench.files(below: "spool").isEmpty)
  }

  @Test func `a file that ends the program after decoding is set aside in the end`() throws {
    let bench = try Workbench(attemptLimit: 1)
    let file = try claimed(bench, try Samples.first("classified"))
    let mark = bench.store.layout.spool.appending(path: file.digest.hex + ".decoded")
    _ = FileManager.default.createFile(atPath: mark.path, contents: nil)
    for _ in 0..<10 { _ = try bench.store.beginAttempt(file.id, limit: 99) }
    #expect(try bench.pipeline.walk(file).reason == "decoder-crash")
    #expect(bench.files(below: "spool").isEmpty)
  }

  @Test func `a failure that the program survives does not count against the file`() throws {
    let bench = try Workbench(attemptLimit: 1)
    let file = try claimed(bench, try Samples.first("classified"))
    for _ in 0..<5 {
      _ = try bench.store.beginAttempt(file.id, limit: 1)
      try bench.store.release(file.id)
    }
    #expect(try bench.pipeline.walk(file).status != .quarantined)
  }

  @Test func `whoever comes second into a store leaves the first one's work alone`() throws {
    let bench = try Workbench()
    var recoveries = 0
    let first = try StoreLock(bench.folder) { recoveries += 1 }
    let second = try StoreLock(bench.folder) { recoveries += 1 }
    #expect(first.wasAlone)
    #expect(!second.wasAlone)
    #expect(recoveries == 1)
  }
}

struct Surprise: Error { let claim: String }
