internal import CSandbox
internal import DicomBridge
internal import Glibc

/// A worker as its parent sees it: asked, waited for, killed where it does not answer.
///
/// Unchecked: `DecoderPool` lends it to one thread at a time.
final class WorkerProcess: @unchecked Sendable {
  /// What an answer holds.
  enum Answer {
    case whole
    case header(DicomHeader)
    case instance(DecodedInstance)
    case fault(DicomError)
  }

  private let pid: pid_t
  private let channel: Channel
  private let area: ResultArea
  private let budget: WorkerBudget
  private var isReaped = false
  private var files = 0
  private var peakBytes: UInt64 = 0
  private static let greetingLimit = Duration.seconds(60)
  /// A film of 32 million pixels; what a larger one took is given back.
  private static let keptValues = 32 << 20

  /// Whether it has served long enough.
  var isWorn: Bool {
    files >= budget.filesPerWorker || peakBytes > UInt64(budget.residentMegabytes) << 20
  }

  /// Starts a worker and waits until it is confined.
  init(
    _ program: WorkerProgram,
    limits: DicomLimits,
    budget: WorkerBudget
  ) throws(DicomError) {
    self.budget = budget
    do {
      area = try ResultArea(maximumPixels: limits.maximumPixels)
      var (own, other): (Int32, Int32) = (-1, -1)
      let failure = csandbox_socket_pair(&own, &other)
      guard failure == 0 else { throw SystemFault("a socket pair", code: -failure) }
      channel = Channel(own)
      defer { close(other) }
      pid = try program.start(channel: other, area: area.sharedDescriptor)
    } catch {
      throw .decoderUnavailable("\(error)")
    }
    let problem = greet(limits)
    if let problem { throw .decoderUnavailable(problem) }
  }

  /// A worker that nobody asks has nothing to finish.
  deinit {
    guard !isReaped else { return }
    kill(pid, SIGKILL)
    _ = end()
  }

  /// Gives the orders; what is wrong with the worker, or nil.
  private func greet(_ limits: DicomLimits) -> String? {
    let orders = WorkerOrders(
      parent: Int(getpid()),
      limits: limits,
      addressSpace: budget.megabytes << 20
    )
    do throws(FieldFault) {
      guard try channel.send(orders) else { return "it ended at once, \(end())" }
      guard channel.isReady(within: Self.greetingLimit) else { return "it does not answer" }
      guard let greeting = try channel.receive(WorkerGreeting.self) else {
        return "it ended at once, \(end())"
      }
      return greeting.problem
    } catch {
      return "it answers what no worker does"
    }
  }

  /// Asks for something of a file.
  ///
  /// - Returns: the answer, copied and checked.
  /// - Throws: how the worker ended; it is gone by then.
  func ask(_ kind: ReadRequest.Kind, of file: OpenFile) throws(WorkerEnd) -> Answer {
    files += 1
    let request = ReadRequest(kind: kind, count: file.count)
    guard csandbox_grant_cpu(pid, UInt64(budget.processorSeconds)) == 0,
      (try? channel.send(request, file: file.descriptor)) == true
    else {
      _ = end()
      throw .goneBefore
    }
    guard channel.isReady(within: .seconds(budget.seconds)) else {
      kill(pid, SIGKILL)
      _ = end()
      throw .timeLimit(seconds: budget.seconds)
    }
    let answer: Answer?
    do throws(FieldFault) { answer = try receive(kind) } catch {
      kill(pid, SIGKILL)
      _ = end()
      throw .brokenAnswer
    }
    guard let answer else { throw end() }
    return answer
  }

  /// The answer that has come, or nil where the worker is gone.
  private func receive(_ kind: ReadRequest.Kind) throws(FieldFault) -> Answer? {
    guard let reply = try channel.receive(ReadReply.self) else { return nil }
    peakBytes = max(peakBytes, reply.peakBytes)
    defer { if reply.valuesCount > Self.keptValues { area.release() } }
    return try answer(reply, to: kind)
  }

  /// Believes nothing: neither lengths, nor that the answer fits the question.
  private func answer(
    _ reply: ReadReply,
    to kind: ReadRequest.Kind
  ) throws(FieldFault) -> Answer {
    let bytes = try area.details(count: reply.detailsCount)
    switch (reply.kind, kind) {
    case (.fault, _): return .fault(try FieldReader.field(DicomError.self, in: bytes))
    case (.whole, .completeness): return .whole
    case (.header, .header), (.header, .headerBeforeFault):
      return .header(try FieldReader.field(DicomHeader.self, in: bytes))
    case (.instance, .radiograph):
      let details = try FieldReader.field(InstanceDescription.self, in: bytes)
      guard details.rows * details.columns == reply.valuesCount else { throw FieldFault() }
      return .instance(
        details.instance(
          try area.values(count: reply.valuesCount, bitsStored: details.bitsStored)
        )
      )
    default: throw FieldFault()
    }
  }

  /// Waits for its end, and kills it if that does not come.
  private func end() -> WorkerEnd {
    isReaped = true
    var (status, wasKilled): (Int32, Int32) = (0, 0)
    guard csandbox_reap(pid, 2000, &status, &wasKilled) == 0 else { return .goneBefore }
    return wasKilled != 0 ? .brokenAnswer : WorkerEnd(status: status)
  }
}
