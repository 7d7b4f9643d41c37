public import Foundation

/// Where the files are that tests read.
public enum Fixtures {
  /// The top folder of the project.
  public static let project = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The synthetic DICOM files that the project ships.
  public static let sampleDicom = project.appending(path: "sample-dicom")

  /// The folder of real films and DICOM files beside the checkout, if this machine has it.
  ///
  /// `PACS_WATCH_SHARED` overrides the place.
  public static let shared: URL? = existingFolder(
    ProcessInfo.processInfo.environment["PACS_WATCH_SHARED"].map { URL(filePath: $0) }
      ?? project.deletingLastPathComponent().appending(path: "shared")
  )

  /// The Python with the peers (pydicom, OpenCV, ONNX Runtime, ...), if it has been set up.
  ///
  /// `scripts/peers.sh` makes it and prints the value for `PACS_WATCH_PEERS`.
  public static let peerPython: String? = ProcessInfo.processInfo.environment["PACS_WATCH_PEERS"]

  /// Why a test that needs `shared` is skipped; shown by Swift Testing.
  public static let needsShared: String = "needs the shared data beside the checkout"
  /// Why a test that needs a peer is skipped; shown by Swift Testing.
  public static let needsPeers: String = "needs the Python peers (scripts/peers.sh)"

  private static func existingFolder(_ url: URL) -> URL? {
    FileManager.default.fileExists(atPath: url.appending(path: "data").path) ? url : nil
  }

  /// Runs a script of `Tests/Peers` with the peers' Python.
  ///
  /// - Parameters:
  ///   - script: its file name.
  ///   - arguments: what it gets.
  /// - Returns: what it printed; its error output goes to the test's own.
  /// - Throws: `PeerFailure` when it exits with another code than 0.
  public static func peer(_ script: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: peerPython ?? "/nonexistent")
    process.arguments = [project.appending(path: "Tests/Peers/\(script)").path] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw PeerFailure(script: script, status: process.terminationStatus, output: text)
    }
    return text
  }
}

/// A peer's script that ended with an error.
public struct PeerFailure: Error, CustomStringConvertible {
  let script: String
  let status: Int32
  let output: String
  /// The sentence for the test's report.
  public var description: String { "\(script) ended with status \(status): \(output)" }
}
