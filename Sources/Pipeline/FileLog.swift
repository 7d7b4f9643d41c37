internal import ContentHash
internal import Foundation
internal import Logging
internal import Store

/// One log line a file: its name, a key of its bytes, what became of it; never patient data.
enum FileLog {
  static func note(_ file: ProcessedFile) {
    let metadata: Logger.Metadata = [
      "file.name": "\(name(of: file.sourcePath))",
      "file.key": "\(file.digest.hex.prefix(12))",
      "status": "\(file.status?.rawValue ?? "in-work")",
      "reason": "\(file.reason ?? "")",
    ]
    if file.status == .quarantined {
      Logger.current.warning(
        "File quarantined",
        metadata: metadata.merging(["detail": "\(file.detail ?? "")"]) { $1 }
      )
    } else {
      Logger.current.info("File done", metadata: metadata)
    }
  }

  static func note(_ failure: StageFailure, of path: String) {
    let metadata: Logger.Metadata = [
      "file.name": "\(name(of: path))", "stage.name": "\(failure.stage.rawValue)",
      "reason": "\(failure.reason)", "detail": "\(failure.detail)",
    ]
    if failure.disposition == .stop {
      Logger.current.critical("Work has to stop", metadata: metadata)
    } else {
      Logger.current.error("File has to wait", metadata: metadata)
    }
  }

  private static func name(of path: String) -> String {
    URL(filePath: path).lastPathComponent
  }
}
