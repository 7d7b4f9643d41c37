import DecodeWorkers
import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

/// Each order is obeyed inside of a process that is confined like the product's.
@Suite("A worker that goes wrong", .temporaryFolder, .timeLimit(.minutes(15)))
struct ContainmentTests {
  /// The reason of a file that does this, after two workers; a good file is read afterwards.
  private func outcome(
    of order: String,
    _ change: (inout WorkerBudget) -> Void = { _ in }
  ) throws -> (DicomError, [WorkerEnd]) {
    let isolated = Isolated(change: change)
    let file = try Isolated.order(order)
    let error = try #require(throws: DicomError.self) {
      _ = try isolated.decoder.radiograph(of: file)
    }
    let sample = Isolated.sample("syntax-explicit-le.dcm")
    #expect(try isolated.decoder.radiograph(of: sample).radiograph.rows > 0)
    return (error, isolated.losses.all)
  }

  @Test(arguments: [
    ("abort", SIGABRT), ("read-nowhere", SIGSEGV), ("divide", SIGFPE), ("overflow-stack", SIGSEGV),
  ])
  func `by a crash ends its file as decoder-crash with the signal`(order: String, signal: Int32)
    throws
  {
    let (error, ends) = try outcome(of: order)
    #expect(error.reason == "decoder-crash")
    #expect(ends == [.signal(signal), .signal(signal)])
    #expect("\(error)".contains("\(WorkerEnd.signal(signal))"))
  }

  @Test func `by a mistake in Swift ends its file as decoder-crash`() throws {
    let (error, ends) = try outcome(of: "trap")
    #expect(error.reason == "decoder-crash")
    // Which signal a trap is depends on the machine.
    #expect(
      ends == [.signal(SIGILL), .signal(SIGILL)] || ends == [.signal(SIGTRAP), .signal(SIGTRAP)]
    )
  }

  @Test(arguments: [
    "open", "connect", "fork", "execute", "start-thread", "kill-parent", "map-code", "write",
    "trace-parent",
  ])
  func `by a system call that decoding does not need is killed for it`(order: String) throws {
    let (error, ends) = try outcome(of: order)
    #expect(ends == [.signal(SIGSYS), .signal(SIGSYS)])
    #expect(error.reason == "decoder-crash")
  }

  @Test func `by exiting ends its file, not the program`() throws {
    let (error, ends) = try outcome(of: "exit")
    #expect(error == .decoderCrash("exit code 3"))
    #expect(ends == [.exit(3), .exit(3)])
  }

  @Test func `without end is killed when its time is over`() throws {
    let (error, ends) = try outcome(of: "loop") { $0.seconds = 1 }
    #expect(error == .decoderTimeout(seconds: 1))
    #expect(ends == [.timeLimit(seconds: 1), .timeLimit(seconds: 1)])
  }

  @Test func `without end is stopped by the kernel if nobody looks at the clock`() throws {
    let (error, ends) = try outcome(of: "loop") { $0.processorSeconds = 0 }
    #expect(error.reason == "decoder-timeout")
    #expect(ends == [.signal(SIGXCPU), .signal(SIGXCPU)])
  }

  @Test func `by taking memory gets no more than its limit`() throws {
    let (error, ends) = try outcome(of: "take-memory") { $0.megabytes = 300 }
    #expect(error == .decoderMemory(megabytes: 300))
    #expect(ends.count == 2)
  }

  @Test(arguments: [
    // Kind, bytes of fields, stored values, peak: see `ReadReply`.
    "reply 2 9223372036854775807 0 0", "reply 2 18446744073709551615 0 0",
    "reply 2 16777217 0 0", "reply 2 0 9223372036854775807 0", "reply 2 100 7500000 0",
    "reply 9 0 0 0", "reply 0 0 0 0", "reply 1 0 0 0", "reply 3 0 0 0", "reply 2 0 0",
    "reply 2 0 0 0 0", "reply x", "reply 2 0 0 x",
  ])
  func `by lying is found out and killed`(order: String) throws {
    let (error, ends) = try outcome(of: order)
    #expect(error.reason == "decoder-crash")
    #expect(ends == [.brokenAnswer, .brokenAnswer])
  }

  @Test func `costs a question about completeness and a broken header one worker each`() throws {
    let isolated = Isolated()
    let file = try Isolated.order("abort")
    guard case .notDicom(let error) = isolated.decoder.completeness(of: file) else {
      Issue.record("a file that crashes its reader is not whole")
      return
    }
    #expect(error.reason == "decoder-crash")
    #expect(isolated.decoder.headerBeforeFault(of: file) == nil)
    #expect(isolated.losses.all == [.signal(SIGABRT), .signal(SIGABRT)])
  }
}
