import ArgumentParser
import DicomBridge
import Foundation
import Intake
import Logging
import Pipeline
import ServiceLifecycle
import Store

extension PacsWatch {
  /// The daemon.
  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Watch folders and read what arrives, until SIGTERM.",
      discussion: """
        Films in hand are finished before it ends; what waits is found again at the next start. \
        Speaks sd_notify. /usr/local/share/pacs-watch/pacs-watch.example.yaml explains every key.
        """
    )

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("The configuration.", valueName: "file"),
      completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String

    func run() async throws {
      try await reportingFailures {
        let settings = try Settings.load(from: config)
        let logger = Self.logger(at: settings.logLevel)
        try await withLogger(logger) { _ in try await Daemon(settings, logger).run() }
      }
    }

    private static func logger(at level: String) -> Logger {
      LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
      var logger = Logger(label: "pacs-watch")
      logger.logLevel = Logger.Level(rawValue: level) ?? .info
      return logger
    }
  }
}
