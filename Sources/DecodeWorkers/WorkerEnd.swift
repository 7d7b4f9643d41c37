internal import DicomBridge
internal import Glibc

/// What ended a worker before it answered.
public enum WorkerEnd: Error, Sendable, Hashable, CustomStringConvertible {
  /// A signal, by its number.
  case signal(Int32)
  /// It exited by itself, with this code.
  case exit(Int32)
  /// It took longer than a file may, and was killed.
  case timeLimit(seconds: Int)
  /// It found no memory within its limit.
  case memoryLimit(megabytes: Int)
  /// Its answer did not hold together, and it was killed.
  case brokenAnswer
  /// It had ended before it was asked.
  case goneBefore

  /// A phrase for a sentence's middle, with the signal's name.
  public var description: String {
    switch self {
    case .signal(let number): Self.name(of: number)
    case .exit(let code): "exit code \(code)"
    case .timeLimit(let seconds): "longer than \(seconds) seconds"
    case .memoryLimit(let megabytes): "more than \(megabytes) megabytes"
    case .brokenAnswer: "an answer that does not hold together"
    case .goneBefore: "gone before it was asked"
    }
  }

  /// The reason that a file gets which ended two workers, the second like this.
  func error(_ budget: WorkerBudget) -> DicomError {
    switch self {
    case .timeLimit(let seconds): .decoderTimeout(seconds: seconds)
    case .signal(SIGXCPU): .decoderTimeout(seconds: budget.processorSeconds)
    case .memoryLimit(let megabytes): .decoderMemory(megabytes: megabytes)
    // Nobody here sent it: as a rule it is the kernel, for want of memory.
    case .signal(SIGKILL): .decoderMemory(megabytes: budget.megabytes)
    case .signal, .exit, .brokenAnswer: .decoderCrash(description)
    case .goneBefore: .decoderUnavailable("workers end before they are asked")
    }
  }

  /// What waitpid(2) said.
  init(status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
  }

  private static func name(of signal: Int32) -> String {
    let names: [Int32: String] = [
      SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGILL: "SIGILL",
      SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGSYS: "SIGSYS, a forbidden system call",
      SIGTRAP: "SIGTRAP", SIGXCPU: "SIGXCPU, too much processor time", SIGXFSZ: "SIGXFSZ",
    ]
    return names[signal] ?? "signal \(signal)"
  }
}
