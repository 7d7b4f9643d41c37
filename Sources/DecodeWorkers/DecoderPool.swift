public import DicomBridge
internal import Synchronization

/// Reads files in sandboxed worker processes that live for thousands of files.
///
/// Any thread may ask; each asking thread has a worker to itself for as long as it waits, so there
/// are as many workers as threads have ever asked at once. A file that ends its worker is tried
/// once more in a fresh one; then it is refused as `decoderCrash`, `decoderTimeout` or
/// `decoderMemory`, and the program goes on.
public final class DecoderPool: Sendable {
  private let program: WorkerProgram
  private let limits: DicomLimits
  private let budget: WorkerBudget
  private let noteLoss: @Sendable (WorkerEnd) -> Void
  private let idle = Mutex<[WorkerProcess]>([])

  /// A pool without workers; they are started as they are needed.
  ///
  /// - Parameters:
  ///   - program: what is started as a worker.
  ///   - limits: what a file may ask for.
  ///   - budget: what a worker may take.
  ///   - noteLoss: is told of each worker that a file ended.
  public init(
    _ program: WorkerProgram = .this,
    limits: DicomLimits = .standard,
    budget: WorkerBudget = WorkerBudget(),
    noteLoss: @escaping @Sendable (WorkerEnd) -> Void = { _ in }
  ) {
    self.program = program
    self.limits = limits
    self.budget = budget
    self.noteLoss = noteLoss
  }

  /// Starts the first worker, so that a machine that allows no sandbox is known at once.
  ///
  /// - Throws: `decoderUnavailable`.
  public func prepare() throws(DicomError) {
    let worker = try start()
    idle.withLock { $0.append(worker) }
  }

  /// Asks a worker, and a second one where the first one ends.
  ///
  /// - Parameters:
  ///   - kind: what is wanted.
  ///   - file: the file.
  ///   - tries: how many workers it may end.
  /// - Throws: what a worker says of the file, or how the last one ended.
  func ask(
    _ kind: ReadRequest.Kind,
    of file: OpenFile,
    tries: Int
  ) throws(DicomError) -> WorkerProcess.Answer {
    let answer = try answer(kind, of: file, tries: tries)
    if case .fault(let error) = answer { throw error }
    return answer
  }

  private func answer(
    _ kind: ReadRequest.Kind,
    of file: OpenFile,
    tries: Int
  ) throws(DicomError) -> WorkerProcess.Answer {
    var ends: [WorkerEnd] = []
    var worker: WorkerProcess
    if let waiting = idle.withLock({ $0.popLast() }) {
      worker = waiting
    } else {
      worker = try start()
    }
    while true {
      do throws(WorkerEnd) {
        let answer = try worker.ask(kind, of: file)
        // Memory is the one fault that a worker's past may have to do with.
        if case .fault(.outOfMemory) = answer { throw .memoryLimit(megabytes: budget.megabytes) }
        if !worker.isWorn { idle.withLock { $0.append(worker) } }
        return answer
      } catch {
        noteLoss(error)
        ends.append(error)
      }
      let counted = ends.filter { $0 != .goneBefore }.count
      guard counted < tries, ends.count < tries + 2 else { break }
      worker = try start()
    }
    throw (ends.last ?? .goneBefore).error(budget)
  }

  private func start() throws(DicomError) -> WorkerProcess {
    try WorkerProcess(program, limits: limits, budget: budget)
  }
}
