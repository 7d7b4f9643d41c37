internal import AsyncAlgorithms
internal import Intake
internal import Store

/// Files that a person named, worked on once: claimed in order, walked side by side.
public struct BatchRun: Sendable {
  /// What became of one file.
  public enum Event: Sendable {
    /// It has a result or a reason.
    case processed(ProcessedFile)
    /// Nothing could be decided about it.
    case failed(path: String, StageFailure)
  }

  private let pipeline: StudyPipeline
  private let workers: Int
  private let ledger: ProgressLedger

  /// A run over a pipeline.
  ///
  /// - Parameters:
  ///   - pipeline: the walk.
  ///   - workers: how many films are computed on at a time; more walks wait for the disk.
  ///   - ledger: where progress is noted.
  public init(
    _ pipeline: StudyPipeline,
    workers: Int,
    ledger: ProgressLedger = ProgressLedger()
  ) {
    self.pipeline = pipeline
    self.workers = workers
    self.ledger = ledger
  }

  /// Works on all files; one bad file never stops the rest.
  ///
  /// - Parameters:
  ///   - files: what to read, in the order in which they count as arrived.
  ///   - resuming: files that an earlier run registered and did not finish; they come first.
  ///   - report: called from one task at a time, as files are done.
  /// - Throws: `StageFailure` with `stop`, when no file can be worked on.
  public func run(
    _ files: [IncomingFile],
    resuming: [ClaimedFile],
    report: @escaping @Sendable (Event) -> Void
  ) async throws {
    let queue = AsyncChannel<ClaimedFile>()
    let events = AsyncChannel<Event>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for await event in events { report(event) } }
      group.addTask {
        defer { events.finish() }
        try await work(files, resuming, through: queue, to: events)
      }
      try await group.waitForAll()
    }
  }

  private func work(
    _ files: [IncomingFile],
    _ resuming: [ClaimedFile],
    through queue: AsyncChannel<ClaimedFile>,
    to events: AsyncChannel<Event>
  ) async throws {
    let intake = WorkerThreads(count: 1, name: "intake")
    let turns = ComputeTurns(workers)
    let walks = workers * ComputeTurns.walksPerTurn
    let threads = WorkerThreads(count: walks, name: "worker")
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: intake) {
        defer { queue.finish() }
        for file in resuming { await queue.send(file) }
        for file in files { try await claim(file, queue, events) }
      }
      for worker in 0..<walks {
        group.addTask(executorPreference: threads) {
          while let file = await turns.next(of: queue) {
            try await walk(file, as: worker, events, whenComputed: turns.give)
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private func claim(
    _ file: IncomingFile,
    _ queue: AsyncChannel<ClaimedFile>,
    _ events: AsyncChannel<Event>
  ) async throws(StageFailure) {
    do throws(StageFailure) {
      switch try pipeline.claim(file) {
      case .granted(let claimed): await queue.send(claimed)
      case .settled(let processed): await events.send(.processed(processed))
      }
    } catch {
      if error.disposition == .stop { throw error }
      await events.send(.failed(path: file.arrived.path, error))
    }
  }

  private func walk(
    _ file: ClaimedFile,
    as worker: Int,
    _ events: AsyncChannel<Event>,
    whenComputed: () -> Void
  ) async throws(StageFailure) {
    ledger.begin(worker: worker)
    let event: Event
    do throws(StageFailure) {
      event = .processed(try pipeline.walk(file, whenComputed: whenComputed))
    } catch {
      if error.disposition == .stop { throw error }
      _ = pipeline.giveBack(file, after: error)
      event = .failed(path: file.sourcePath, error)
    }
    ledger.end(worker: worker)
    await events.send(event)
  }
}
