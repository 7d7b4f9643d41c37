import Foundation
import TestSupport
import Testing

@Suite("The daemon's decoders", .temporaryFolder, .timeLimit(.minutes(15)))
struct DecoderProcessTests {
  private let folder = TemporaryFolder.current
  private var program: Program { Program(store: folder.appending(path: "store")) }
  private var drop: URL { folder.appending(path: "drop") }

  private func startDaemon() throws -> Foundation.Process {
    try FileManager.default.createDirectory(at: drop, withIntermediateDirectories: true)
    let file = folder.appending(path: "pacs-watch.yaml")
    let text = """
      store: \(program.store.path)
      models: [\(Fixtures.project.appending(path: "Tests/Models/tiny").path)]
      workers: 2
      folders:
        - path: \(drop.path)
          settle_seconds: 0.1
      """
    try Data(text.utf8).write(to: file)
    return try program.start(["run", "--config", file.path])
  }

  private func deliver(_ name: String) throws {
    let source = Fixtures.sampleDicom.appending(path: name)
    try FileManager.default.copyItem(at: source, to: drop.appending(path: name))
  }

  /// Waits until the store has that many rows; the suite's time limit ends a wait in vain.
  private func rows(_ count: Int) throws -> [[String: String]] {
    while true {
      let database = program.store.appending(path: "pacs-watch.sqlite").path
      if FileManager.default.fileExists(atPath: database) {
        let answer = try program(["list", "--all-instances", "--format", "csv"])
        let rows = CSVTable(answer.output).rows
        if rows.count >= count { return rows }
      }
      usleep(100_000)
    }
  }

  private func status(of process: pid_t) -> String {
    (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
  }

  private func decoders(of daemon: Foundation.Process) throws -> [pid_t] {
    let all = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
    return all.filter { status(of: $0).contains("\nPPid:\t\(daemon.processIdentifier)\n") }
  }

  @Test func `are confined, and gone with a daemon that is killed`() throws {
    let daemon = try startDaemon()
    try deliver("study-one-pa.dcm")
    _ = try rows(1)
    let decoders = try decoders(of: daemon)
    #expect(!decoders.isEmpty)
    for decoder in decoders {
      let status = status(of: decoder)
      #expect(status.contains("\nThreads:\t1\n"))
      #expect(status.contains("\nNoNewPrivs:\t1\n"))
      #expect(status.contains("\nSeccomp:\t2\n"))
    }
    kill(daemon.processIdentifier, SIGKILL)
    daemon.waitUntilExit()
    // The suite's time limit ends a wait in vain.
    for decoder in decoders {
      while !status(of: decoder).isEmpty, !status(of: decoder).contains("\nState:\tZ") {
        usleep(10_000)
      }
    }
  }

  @Test func `finish the film in hand when all processes get SIGTERM, as systemd sends it`() throws {
    let daemon = try startDaemon()
    try deliver("study-one-pa.dcm")
    _ = try rows(1)
    for name in ["syntax-jpeg-2000.dcm", "syntax-rle.dcm", "bits-16.dcm"] { try deliver(name) }
    usleep(300_000)
    for decoder in try decoders(of: daemon) { kill(decoder, SIGTERM) }
    daemon.terminate()
    daemon.waitUntilExit()
    #expect(daemon.terminationStatus == 0)
    let rows = try program.rows()
    #expect(!rows.isEmpty && rows.allSatisfy { $0["status"] != "quarantined" })
    #expect(try program(["audit", "verify"]).code == 0)
  }

  @Test func `that somebody kills are replaced, and the daemon goes on`() throws {
    let daemon = try startDaemon()
    try deliver("study-one-pa.dcm")
    _ = try rows(1)
    for decoder in try decoders(of: daemon) { kill(decoder, SIGKILL) }
    try deliver("study-two-pa.dcm")
    let rows = try rows(2)
    #expect(rows.allSatisfy { ["classified", "abstained"].contains($0["status"] ?? "") })
    #expect(daemon.isRunning)
    daemon.terminate()
    daemon.waitUntilExit()
    #expect(daemon.terminationStatus == 0)
  }

  @Test func `started by hand say what they are`() throws {
    let process = Foundation.Process()
    process.executableURL = Program.url
    process.arguments = ["decode-worker"]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text.contains("not by a person"))
  }
}
