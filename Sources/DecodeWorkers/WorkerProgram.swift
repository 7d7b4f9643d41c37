internal import CSandbox
internal import Glibc

/// The program that is started as a worker, with nothing of this one's environment but what finding
/// its libraries takes.
public struct WorkerProgram: Sendable {
  private let executable: String

  /// This program itself; it has to call `DecodeWorker.serve` when told to.
  ///
  /// By this name rather than its path: an upgrade that replaces the file meanwhile starts no worker
  /// of another version.
  public static let this = WorkerProgram(executable: "/proc/self/exe")

  /// Another program; for tests.
  public init(executable: String) { self.executable = executable }

  private static let environment: [String] =
    // A crash is for the parent to see, at once; and one thread is all that a worker may have.
    ["SWIFT_BACKTRACE=enable=no", "OPENBLAS_NUM_THREADS=1"]
    + ["LD_LIBRARY_PATH", "DCMDICTPATH"].compactMap { name in
      getenv(name).map { name + "=" + String(cString: $0) }
    }

  /// Starts it.
  ///
  /// - Parameters:
  ///   - channel: the worker's end of the socket.
  ///   - area: the shared memory.
  /// - Returns: the process.
  /// - Throws: why it did not start.
  func start(channel: Int32, area: Int32) throws(SystemFault) -> pid_t {
    let (executable, environment) = (executable, Self.environment)
    let outcome = SpawnThread.shared.run {
      var pid: pid_t = 0
      let failure = Self.withStrings([executable, DecodeWorker.argument]) { arguments in
        Self.withStrings(environment) { environment in
          csandbox_spawn(executable, arguments, environment, channel, area, &pid)
        }
      }
      return failure == 0 ? pid : failure
    }
    guard outcome > 0 else { throw SystemFault("starting \(executable)", code: -outcome) }
    return outcome
  }

  /// Strings as C has them, with a null at their end.
  private static func withStrings<Value>(
    _ strings: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return (copies + [nil]).withUnsafeBufferPointer { buffer in
      guard let first = buffer.baseAddress else { preconditionFailure("a list of at least a null") }
      return body(first)
    }
  }
}
