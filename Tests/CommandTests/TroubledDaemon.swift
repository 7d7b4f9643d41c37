import ContentHash
import Foundation
import Store
import TestSupport

/// A daemon whose disk, database or clock fails, and the folder that it watches.
final class TroubledDaemon {
  let program: Program
  let drop: URL
  private let configuration: URL
  private let faultLog = TemporaryFolder.current.appending(path: "faults.log")
  private(set) var process: Foundation.Process?
  private(set) var delivered: [String: String] = [:]

  /// Beside the test bundle, where the build puts it.
  private static let faults = Program.url.deletingLastPathComponent()
    .appending(path: "libCFaults.so")

  init(
    store: URL = TemporaryFolder.current.appending(path: "store"),
    drop: URL = TemporaryFolder.current.appending(path: "drop"),
    settings: String = "",
    folder: String = ""
  ) throws {
    program = Program(store: store)
    self.drop = drop
    configuration = TemporaryFolder.current.appending(path: "pacs-watch.yaml")
    try FileManager.default.createDirectory(at: drop, withIntermediateDirectories: true)
    let text = """
      store: \(store.path)
      models: [\(Fixtures.project.appending(path: "Tests/Models/tiny").path)]
      workers: 2
      attempt_limit: 1
      \(settings)
      folders:
        - path: \(drop.path)
          settle_seconds: 0.1
          poll_seconds: 0.5
          rescan_seconds: 1
          incomplete_wait_seconds: 1
      \(folder)
      """
    try Data(text.utf8).write(to: configuration)
  }

  deinit {
    if let process { kill(process.processIdentifier, SIGKILL) }
  }

  /// Makes the database, as an earlier run did.
  func makeStore() throws {
    try StudyStore.open(at: program.store).close()
  }

  /// Starts it with rules of `Tests/CFaults/include/Faults.h`.
  func start(faults rules: [String] = [], clock: String = "") throws {
    process = try program.start(
      ["run", "--config", configuration.path],
      environment: rules.isEmpty && clock.isEmpty
        ? [:]
        : [
          "LD_PRELOAD": Self.faults.path, "FAULTS_RULES": rules.joined(separator: ","),
          "FAULTS_LOG": faultLog.path, "FAULTS_CLOCK": clock,
        ]
    )
  }

  /// Puts a sample into the folder, with its time, which makes it settle fast.
  func deliver(_ name: String, as other: String? = nil) throws {
    let target = drop.appending(path: other ?? name)
    try FileManager.default.copyItem(at: Fixtures.sampleDicom.appending(path: name), to: target)
    delivered[target.path] = SHA256Digest(of: try Data(contentsOf: target)).hex
  }

  /// Forgets what was taken away again.
  func forget(_ name: String) { delivered[drop.appending(path: name).path] = nil }

  /// A film, a lateral view, a broken file, and the film's bytes again.
  func deliverSome() throws {
    try deliver("study-one-pa.dcm")
    try deliver("study-one-lateral.dcm")
    try deliver("broken-cut-native.dcm")
    try deliver("study-one-pa.dcm", as: "study-one-pa-again.dcm")
  }

  /// Waits until everything is settled, or the program has ended; the suite's limit ends a wait in vain.
  ///
  /// - Returns: the exit code, if it ended.
  func wait() async throws -> Int32? {
    while true {
      if let process, !process.isRunning { return process.terminationStatus }
      if try isDrained() { return nil }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Waits until the program ends by itself.
  func waitForEnd() async throws -> Int32? {
    while process?.isRunning == true { try await Task.sleep(for: .milliseconds(50)) }
    return process?.terminationStatus
  }

  private func isDrained() throws -> Bool {
    // Not made yet, or in the middle of being made.
    guard let drained = try? DrainedStore(program.store, delivered: delivered) else { return false }
    return try drained.isDrained()
  }

  /// Waits for a line of the daemon's log.
  func logged(_ text: String) async throws {
    while try !log().contains(text) { try await Task.sleep(for: .milliseconds(50)) }
  }

  /// What it has said.
  func log() throws -> String {
    let file = TemporaryFolder.current.appending(path: "daemon.log")
    return try String(contentsOf: file, encoding: .utf8)
  }

  /// The calls that were made to fail, one a line.
  func faultsMet() -> [Substring] {
    ((try? String(contentsOf: faultLog, encoding: .utf8)) ?? "").split(separator: "\n")
  }

  /// SIGTERM, the exit code, and what is wrong with the store then.
  func stop() throws -> (code: Int32, violations: [String]) {
    process?.terminate()
    process?.waitUntilExit()
    defer { process = nil }
    let drained = try DrainedStore(program.store, delivered: delivered)
    return (process?.terminationStatus ?? -1, try drained.violations())
  }
}
