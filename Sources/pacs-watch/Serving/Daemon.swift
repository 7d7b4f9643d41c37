import DicomBridge
import Foundation
import Intake
import Logging
import Pipeline
import ServiceLifecycle
import Store
import UnixSignals

/// What `run` is made of: store and bundles, the watcher, the workers, the watchdog.
struct Daemon {
  private let settings: Settings
  private let logger: Logger

  init(_ settings: Settings, _ logger: Logger) {
    self.settings = settings
    self.logger = logger
  }

  /// Runs until SIGTERM or SIGINT; a second phase, after 50 seconds, cancels what still works.
  func run() async throws {
    let notifier = SystemdNotifier()
    notifier.status("Loading model bundles")
    let workplace = try Workplace(
      store: URL(filePath: settings.store, directoryHint: .isDirectory),
      actor: "daemon",
      models: settings.models,
      serving: Serving(
        shadow: settings.shadowModel,
        demandsAcceptance: settings.requireAcceptance
      ),
      concurrency: settings.workers,
      attemptLimit: settings.attemptLimit,
      checksDatabase: true,
      decoding: settings.decoding
    )
    let watcher = try watcher(workplace)
    let ledger = ProgressLedger()
    FileTimeLimit(.seconds(settings.decoding.maximumSeconds), ledger: ledger).start()
    let folders = settings.folders
    let intake = IntakeService(
      pipeline: workplace.pipeline,
      watcher: watcher,
      recovered: workplace.unfinished.compactMap { file in
        ClaimedFile(
          file,
          acceptsPictures: !folders.contains { file.sourcePath.hasPrefix($0.absolutePath) }
        )
      },
      workers: settings.workers,
      ledger: ledger
    ) { arrived in SettlePolicy(folders.first { arrived.path.hasPrefix($0.absolutePath) }) }
    let heart = Heartbeat(notifier: notifier, ledger: ledger, watcher: watcher)
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: heart), .init(service: intake)],
        gracefulShutdownSignals: [.sigterm, .sigint],
        cancellationSignals: [.sigquit],
        logger: logger
      )
    )
    try workplace.store.appendAudit(
      .started,
      details: [
        "version": ProgramVersion.current, "models": workplace.modelNames,
        "shadow": workplace.shadowName, "acceptance-required": "\(settings.requireAcceptance)",
      ]
    )
    logger.notice(
      "Watching",
      metadata: ["folders": "\(folders.count)", "workers": "\(settings.workers)"]
    )
    notifier.ready("Watching \(folders.count) folders")
    try await group.run()
    try workplace.store.appendAudit(.stopped, details: ["files": "\(ledger.finished)"])
    logger.notice("Stopped", metadata: ["files": "\(ledger.finished)"])
  }

  private func watcher(_ workplace: Workplace) throws -> FolderWatcher {
    var options = FolderWatcher.Options()
    // What lies in a folder that is to be emptied was left by a run that was killed before it moved
    // the source: it comes once more, is found to be known, and is moved.
    let emptied = settings.folders.filter { $0.after == .move }.map(\.absolutePath)
    try workplace.store.forEachSighting { sighting in
      if emptied.contains(where: sighting.path.hasPrefix) { return }
      options.known.insert(
        SightingKey(
          path: sighting.path,
          size: sighting.size,
          mtimeNs: sighting.mtimeNs,
          inode: sighting.inode
        )
      )
    }
    let watermark = DiskWatermark(
      folder: settings.store,
      limits: DiskWatermark.Limits(settings.disk)
    )
    options.isNewestFirst = settings.order == .newest
    options.isIntakeOpen = { watermark.isOpen }
    let decoder = workplace.pipeline.decoder
    return try FolderWatcher(
      folders: settings.folders.map(WatchedFolder.init),
      options: options,
      logger: logger
    ) { path in FileState(decoder.completeness(of: path)) }
  }
}
