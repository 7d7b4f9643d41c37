import Foundation
import TestSupport
import Testing

@Suite("The daemon", .temporaryFolder, .timeLimit(.minutes(15)))
struct DaemonTests {
  private let folder = TemporaryFolder.current
  private var program: Program { Program(store: folder.appending(path: "store")) }
  private var drop: URL { folder.appending(path: "drop") }

  /// A configuration with short times, and the folder that it watches.
  private func configure(_ more: String = "") throws -> URL {
    try FileManager.default.createDirectory(at: drop, withIntermediateDirectories: true)
    let file = folder.appending(path: "pacs-watch.yaml")
    let text = """
      store: \(program.store.path)
      models: [\(Fixtures.project.appending(path: "Tests/Models/tiny").path)]
      workers: 2
      folders:
        - path: \(drop.path)
          settle_seconds: 0.1
          incomplete_wait_seconds: 1
      \(more)
      """
    try Data(text.utf8).write(to: file)
    return file
  }

  private func deliver(_ name: String, as other: String? = nil) throws {
    try FileManager.default.copyItem(
      at: Fixtures.sampleDicom.appending(path: name),
      to: drop.appending(path: other ?? name)
    )
  }

  /// Waits until the store has that many rows; the suite's time limit ends a wait in vain.
  private func rows(_ count: Int) async throws -> [[String: String]] {
    while true {
      let database = program.store.appending(path: "pacs-watch.sqlite").path
      if FileManager.default.fileExists(atPath: database) {
        let answer = try program(["list", "--all-instances", "--format", "csv"])
        let rows = CSVTable(answer.output).rows
        if rows.count >= count { return rows }
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  @Test func `reads what lies there and what arrives, and drains on SIGTERM`() async throws {
    let configuration = try configure()
    try deliver("study-one-pa.dcm")
    let process = try program.start(["run", "--config", configuration.path])
    _ = try await rows(1)
    try deliver("study-one-lateral.dcm")
    try deliver("sent-once.dcm")
    try deliver("sent-once.dcm", as: "again.dcm")
    try deliver("broken-cut-native.dcm")
    try deliver("study-two-pa.dcm", as: "late.dcm.part")
    let found = try await rows(5)
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let statuses = Dictionary(grouping: found) { $0["status"] ?? "" }.mapValues(\.count)
    #expect(statuses["skipped"] == 1)
    #expect(statuses["duplicate"] == 1)
    #expect(statuses["quarantined"] == 1)
    #expect((statuses["classified"] ?? 0) + (statuses["abstained"] ?? 0) == 2)
    #expect(!found.contains { $0["source_file"]?.hasSuffix(".part") == true })
    #expect(try program(["audit", "verify"]).code == 0)
  }

  @Test func `takes up after a kill what it had not finished, once`() async throws {
    let configuration = try configure()
    let names = try FileManager.default.contentsOfDirectory(atPath: Fixtures.sampleDicom.path)
      .filter { $0.hasPrefix("syntax-") || $0.hasPrefix("voi-") }
    for name in names { try deliver(name) }
    var random = SeededGenerator(seed: 3)
    for _ in 0..<4 {
      let process = try program.start(["run", "--config", configuration.path])
      usleep(UInt32.random(in: 300_000...2_000_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let process = try program.start(["run", "--config", configuration.path])
    let found = try await rows(names.count)
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(found.count == names.count)
    #expect(Set(found.compactMap { $0["source_file"] }).count == names.count)
    #expect(try program(["audit", "verify"]).code == 0)
    let spool = program.store.appending(path: "spool").path
    #expect(try FileManager.default.contentsOfDirectory(atPath: spool) == [])
  }

  @Test func `moves a source when told to, only after its result is durable`() async throws {
    let done = folder.appending(path: "done"), failed = folder.appending(path: "failed")
    let configuration = try configure(
      "    after: move\n    done_folder: \(done.path)\n    failed_folder: \(failed.path)"
    )
    let process = try program.start(["run", "--config", configuration.path])
    try deliver("study-one-pa.dcm")
    try deliver("broken-text.dcm")
    _ = try await rows(2)
    process.terminate()
    process.waitUntilExit()
    let manager = FileManager.default
    #expect(manager.fileExists(atPath: done.appending(path: "study-one-pa.dcm").path))
    #expect(manager.fileExists(atPath: failed.appending(path: "broken-text.dcm").path))
    #expect(try manager.contentsOfDirectory(atPath: drop.path) == [])
  }

  @Test func `says to systemd when it is ready and when it stops`() async throws {
    let configuration = try configure()
    let socket = try NotifySocket(at: folder.appending(path: "notify"))
    let process = try program.start(
      ["run", "--config", configuration.path],
      environment: [
        "NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "",
      ]
    )
    var seen: [String] = []
    while !seen.contains(where: { $0.contains("WATCHDOG=1") }) { seen.append(socket.next()) }
    #expect(seen.contains { $0.contains("READY=1") })
    process.terminate()
    while !seen.contains(where: { $0.contains("STOPPING=1") }) { seen.append(socket.next()) }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `logs no patient's name, birth date or number`() async throws {
    let configuration = try configure("log_level: trace")
    let process = try program.start(["run", "--config", configuration.path])
    for name in ["name-latin1.dcm", "name-utf8.dcm", "name-japanese.dcm"] {
      try deliver(name, as: "film-\(name.count).dcm")
    }
    let found = try await rows(3)
    process.terminate()
    process.waitUntilExit()
    let log = try String(contentsOf: folder.appending(path: "daemon.log"), encoding: .utf8)
    #expect(log.contains("File done"))
    for row in found {
      for column in ["patient_name", "patient_id", "accession_number", "study_uid"] {
        let value = row[column] ?? ""
        #expect(value.isEmpty || !log.contains(value), "\(column) is in the log")
      }
    }
  }

  @Test func `refuses a configuration that it does not understand`() throws {
    let configuration = try configure("stroe: x")
    let process = try program.start(["run", "--config", configuration.path])
    process.waitUntilExit()
    #expect(process.terminationStatus == 65)
  }
}

/// What systemd has at the other end of NOTIFY_SOCKET: a datagram socket in the file system.
private final class NotifySocket {
  let path: String
  private let descriptor: Int32

  init(at file: URL) throws {
    path = file.path
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw Surprise(path: path)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw Surprise(path: path) }
  }

  deinit { close(descriptor) }

  /// The next message; blocks until there is one.
  func next() -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  struct Surprise: Error { let path: String }
}
