import Foundation
import TestSupport

/// The built program, run as its users run it.
struct Program {
  struct Answer {
    let code: Int32
    let output: String
    let complaints: String
  }

  /// Beside the test bundle, where the build puts it.
  static let url: URL = {
    let test = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return test.appending(path: "pacs-watch")
  }()

  let store: URL
  private let model = Fixtures.project.appending(path: "Tests/Models/tiny").path

  /// A process that has been started; its standard error goes to a file in the test's folder.
  func start(
    _ arguments: [String],
    environment: [String: String] = [:]
  ) throws -> Foundation.Process {
    let process = Foundation.Process()
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.executableURL = Self.url
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try log(named: "daemon.log")
    try process.run()
    return process
  }

  /// A file in the test's folder that gets what a process complains; it is appended to.
  func log(named name: String) throws -> FileHandle {
    let file = TemporaryFolder.current.appending(path: name)
    if !FileManager.default.fileExists(atPath: file.path) {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    return handle
  }

  /// Runs a command of one store to its end.
  @discardableResult
  func callAsFunction(
    _ command: [String],
    withModel: Bool = false,
    storeless: Bool = false
  ) throws -> Answer {
    let process = Foundation.Process()
    process.executableURL = Self.url
    process.arguments =
      command + (storeless ? [] : ["--store", store.path]) + (withModel ? ["--model", model] : [])
    let errors = TemporaryFolder.current.appending(path: "stderr-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: errors)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Answer(
      code: process.terminationStatus,
      output: String(decoding: data, as: UTF8.self),
      complaints: try String(contentsOf: errors, encoding: .utf8)
    )
  }

  /// The rows of an export, one an instance.
  func rows() throws -> [[String: String]] {
    CSVTable(try self(["export", "--all-instances", "--output", "-"]).output).rows
  }
}
