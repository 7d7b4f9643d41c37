internal import AsyncAlgorithms
public import Intake
internal import Logging
public import ServiceLifecycle
internal import Store
internal import Synchronization

/// The daemon's work: files come from the watcher, are claimed in order, and walked side by side.
///
/// Producer and consumers are one service on purpose. Only the intake listens to the shutdown; the
/// workers drain what has been claimed, and what was not claimed is found again at the next start.
public struct IntakeService: Service {
  let pipeline: StudyPipeline
  let watcher: FolderWatcher
  let recovered: [ClaimedFile]
  let settlement: @Sendable (ArrivedFile) -> SettlePolicy
  let walkCount: Int
  let ledger: ProgressLedger
  private let turns: ComputeTurns
  private let retries = RetryList()
  private let intakeThread = WorkerThreads(count: 1, name: "intake")
  private let workerThreads: WorkerThreads

  /// The service over its doors.
  ///
  /// - Parameters:
  ///   - pipeline: the walk.
  ///   - watcher: where files come from.
  ///   - recovered: what an earlier run registered and did not finish; worked on first.
  ///   - workers: how many films are computed on at a time; more walks wait for the disk.
  ///   - ledger: where progress is noted for the watchdog.
  ///   - settlement: what happens to a source at the end.
  public init(
    pipeline: StudyPipeline,
    watcher: FolderWatcher,
    recovered: [ClaimedFile],
    workers: Int,
    ledger: ProgressLedger,
    settlement: @escaping @Sendable (ArrivedFile) -> SettlePolicy
  ) {
    self.pipeline = pipeline
    self.watcher = watcher
    self.recovered = recovered
    self.settlement = settlement
    turns = ComputeTurns(workers)
    walkCount = workers * ComputeTurns.walksPerTurn
    self.ledger = ledger
    workerThreads = WorkerThreads(count: walkCount, name: "worker")
  }

  /// Runs until a graceful shutdown, and then until the claimed files are done.
  public func run() async throws {
    let queue = AsyncChannel<ClaimedFile>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: intakeThread) {
        defer { queue.finish() }
        try await takeIn(to: queue)
      }
      for worker in 0..<walkCount {
        group.addTask(executorPreference: workerThreads) {
          while let file = await turns.next(of: queue) { try work(on: file, as: worker) }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Hands on what arrives until a shutdown is asked for.
  ///
  /// The arrivals are pulled one by one, so that
  /// no file is in nobody's hands when they end.
  private func takeIn(to queue: AsyncChannel<ClaimedFile>) async throws {
    try await withGracefulShutdownHandler {
      for file in recovered { await queue.send(file) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await repeatWhatWaits(to: queue) }
        for await file in watcher.arrivals() {
          try await admit(IncomingFile(file, settlement: settlement(file)), to: queue)
        }
        group.cancelAll()
      }
    } onGracefulShutdown: {
      watcher.stop()
    }
  }

  private func repeatWhatWaits(to queue: AsyncChannel<ClaimedFile>) async {
    while !Task.isCancelled {
      for file in retries.due() { await queue.send(file) }
      try? await Task.sleep(for: .seconds(1))
    }
  }

  private func admit(_ file: IncomingFile, to queue: AsyncChannel<ClaimedFile>) async throws {
    do throws(StageFailure) {
      switch try pipeline.claim(file) {
      case .granted(let claimed): await queue.send(claimed)
      case .settled(let processed): FileLog.note(processed)
      }
    } catch {
      FileLog.note(error, of: file.arrived.path)
      switch error.disposition {
      case .retry: watcher.takeBack(file.arrived, pause: .seconds(5))
      case .stop: throw error
      // Nothing to be done about it, and nothing of it is here: the log line is its record.
      case .conclude: break
      }
    }
  }

  private func work(on file: ClaimedFile, as worker: Int) throws {
    ledger.begin(worker: worker)
    defer { ledger.end(worker: worker) }
    do throws(StageFailure) {
      FileLog.note(try pipeline.walk(file, whenComputed: turns.give))
    } catch {
      FileLog.note(error, of: file.sourcePath)
      guard error.disposition == .retry else { throw error }
      retries.add(pipeline.giveBack(file, after: error))
    }
  }
}
