import DecodeWorkers
import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

@Suite("A worker's life", .temporaryFolder, .timeLimit(.minutes(15)))
struct WorkerLifeTests {
  private let sample = Isolated.sample("syntax-explicit-le.dcm")

  /// The processes whose parent is this one.
  private func children(of parent: pid_t) throws -> [pid_t] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter {
      let status = (try? String(contentsOfFile: "/proc/\($0)/status", encoding: .utf8)) ?? ""
      return status.contains("\nPPid:\t\(parent)\n") && !status.contains("\nState:\tZ")
    }
  }

  /// A process of its own that has files read, so that its children are workers and nothing else.
  private func parent(reading files: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Isolated.executable("TestWorker"))
    process.arguments = files
    try process.run()
    return process
  }

  private func worker(of process: Process) throws -> pid_t {
    while process.isRunning {
      if let child = try children(of: process.processIdentifier).first { return child }
      usleep(10_000)
    }
    throw NoWorker()
  }

  private struct NoWorker: Error {}

  private func waitForEnd(of worker: pid_t) {
    while kill(worker, 0) == 0 {
      let status = (try? String(contentsOfFile: "/proc/\(worker)/status", encoding: .utf8)) ?? ""
      if status.isEmpty || status.contains("\nState:\tZ") { return }
      usleep(10_000)
    }
  }

  @Test func `ends with its parent, however busy it is and however the parent ended`() throws {
    let process = try parent(reading: [try Isolated.order("loop")])
    let worker = try worker(of: process)
    // Long enough for the order to be in work.
    usleep(500_000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // The suite's time limit ends a wait in vain.
    waitForEnd(of: worker)
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
  func `goes on under the signals that end a service`(signal: Int32) async throws {
    let isolated = Isolated(Isolated.product)
    _ = try isolated.decoder.header(of: sample)
    for child in try children(of: getpid()) {
      let command = try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8)
      if command?.hasSuffix("decode-worker\0") == true { kill(child, signal) }
    }
    _ = try isolated.decoder.radiograph(of: sample)
    #expect(isolated.losses.all == [])
  }

  @Test func `lasts for many files, and is then followed by another`() throws {
    let isolated = Isolated(Isolated.product) { $0.filesPerWorker = 5 }
    for _ in 0..<23 { _ = try isolated.decoder.header(of: sample) }
    #expect(isolated.losses.all == [])
  }

  @Test func `that ended while nobody asked costs no file a try`() throws {
    let isolated = Isolated()
    let crash = try Isolated.order("abort")
    for _ in 0..<3 {
      _ = isolated.decoder.completeness(of: crash)
      #expect(try isolated.decoder.radiograph(of: sample).radiograph.rows > 0)
    }
    #expect(isolated.losses.all.count == 3)
  }

  @Test(arguments: [
    ("without-seccomp", "seccomp"), ("with-thread", "threads"), ("mute", "ended at once"),
  ])
  func `does not begin where it cannot be confined`(name: String, hint: String) throws {
    let pool = DecoderPool(try named(name))
    let error = try #require(throws: DicomError.self) { try pool.prepare() }
    #expect(error.reason == "decoder-unavailable")
    #expect("\(error)".contains(hint), "\(error)")
  }

  @Test func `is confined by prctl where a service's own filter lacks seccomp`() throws {
    let isolated = Isolated(try named("with-prctl-alone"))
    #expect(try isolated.decoder.radiograph(of: sample).radiograph.rows > 0)
    let order = try Isolated.order("open")
    #expect(throws: DicomError.self) { _ = try isolated.decoder.header(of: order) }
    #expect(isolated.losses.all == [.signal(SIGSYS), .signal(SIGSYS)])
  }

  /// The test's worker under a name that makes it start otherwise.
  private func named(_ name: String) throws -> WorkerProgram {
    let link = TemporaryFolder.current.appending(path: "worker-\(name)")
    try FileManager.default.createSymbolicLink(
      at: link,
      withDestinationURL: URL(filePath: Isolated.executable("TestWorker"))
    )
    return WorkerProgram(executable: link.path)
  }

  @Test func `does not begin where there is no program`() {
    let pool = DecoderPool(WorkerProgram(executable: "/nonexistent"))
    #expect(throws: DicomError.self) { try pool.prepare() }
  }

  @Test func `is one for each thread that asks`() async throws {
    let isolated = Isolated(Isolated.product)
    let path = sample
    let first = try isolated.decoder.radiograph(of: path).radiograph
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          (0..<20).allSatisfy { _ in
            (try? isolated.decoder.radiograph(of: path).radiograph) == first
          }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
    #expect(isolated.losses.all == [])
  }
}
