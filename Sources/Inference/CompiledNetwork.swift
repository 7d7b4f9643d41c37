internal import COpenVINO
internal import Synchronization

/// A network that OpenVINO compiled for this processor; safe to run from several threads.
///
/// The weights are shared. Each run borrows a request of its own from a pool, which grows to the
/// number of threads that ever ran at once; nobody waits for a request, only for the processor.
final class CompiledNetwork: @unchecked Sendable {  // handle immutable, requests behind a mutex
  let file: String
  private let engine: InferenceEngine
  private let handle: OpaquePointer
  /// Read by OpenVINO at each run, where the network was taken up from an earlier start.
  private let weights: MappedFile?
  private let idle = Mutex<[Request]>([])

  /// One request; used by one thread at a time because the pool lends it to one.
  private struct Request: @unchecked Sendable {
    let handle: OpaquePointer
  }

  /// How a network is to be computed.
  struct Settings: Sendable {
    let precision: BundleManifest.Precision
    let threads: Int
    let concurrency: Int
    /// Where compiled networks are kept; nil for nowhere.
    let cache: CompilationCache?
  }

  /// Reads and verifies a bundle's network and makes it ready to run.
  init(
    _ file: BundleManifest.File,
    in bundle: ModelBundle,
    input: BundleManifest.Input,
    settings: Settings,
    engine: InferenceEngine
  ) throws(InferenceError) {
    self.file = file.name
    self.engine = engine
    let made = try Compilation(file: file, input: input, settings: settings, engine: engine)
      .network(of: bundle.verifiedBytes(of: file))
    handle = made.handle
    weights = made.weights
    try checkInput(input)
    try checkPrecision(settings.precision)
  }

  deinit {
    idle.withLock { for request in $0 { cov_request_close(request.handle) } }
    cov_network_close(handle)
  }

  /// The precision that the network reports to be computed in.
  var precision: String { property("INFERENCE_PRECISION_HINT") }

  /// Threads of one inference as OpenVINO settled them: it gives no more than there are cores.
  var threads: Int {
    let all = Int(property("INFERENCE_NUM_THREADS")) ?? 0
    let streams = Int(property("NUM_STREAMS")) ?? 0
    return streams > 0 ? all / streams : 0
  }

  private func property(_ key: String) -> String {
    var value = [CChar](repeating: 0, count: 256)
    let status = cov_network_property(handle, key, &value, value.count)
    return status.code == .ok ? textOfCharacters(value) : ""
  }

  private func checkInput(_ input: BundleManifest.Input) throws(InferenceError) {
    var inputs = 0
    _ = cov_network_inputs(handle, &inputs)
    guard inputs == 1 else { throw .notCompiled(file: file, reason: "\(inputs) inputs") }
    let shape = try shape(of: input.name, isInput: true)
    let expected = [1, 3, input.height, input.width]
    guard shape == expected else {
      throw .wrongShape(file: file, port: input.name, expected: "\(expected)", found: shape)
    }
  }

  private func checkPrecision(_ wanted: BundleManifest.Precision) throws(InferenceError) {
    guard precision == wanted.rawValue else {
      throw .wrongPrecision(file: file, expected: wanted.rawValue, found: precision)
    }
  }

  /// The shape of an output.
  func shape(of output: String) throws(InferenceError) -> [Int] {
    try shape(of: output, isInput: false)
  }

  private func shape(of port: String, isInput: Bool) throws(InferenceError) -> [Int] {
    var dimensions = [Int64](repeating: 0, count: 8)
    var rank = 0
    let status = cov_network_shape(handle, port, isInput ? 1 : 0, &dimensions, 8, &rank)
    guard status.code == .ok else { throw .missingPort(file: file, port: port) }
    return dimensions.prefix(rank).map { Int($0) }
  }

  /// Runs the network.
  ///
  /// - Parameters:
  ///   - input: 1 x 3 x height x width values.
  ///   - port: the input's name.
  ///   - outputs: names and numbers of elements.
  /// - Returns: the outputs' values in that order, all finite.
  /// - Throws: `failed`, or `notFinite`.
  func run(
    _ input: [Float],
    port: String,
    outputs: [(port: String, count: Int)]
  ) throws(InferenceError) -> [[Float]] {
    let request = try borrow()
    defer { idle.withLock { $0.append(request) } }
    try check(cov_request_run(request.handle, port, input, input.count))
    var results: [[Float]] = []
    for output in outputs {
      var values = [Float](repeating: 0, count: output.count)
      try check(cov_request_output(request.handle, output.port, &values, output.count))
      guard values.allSatisfy(\.isFinite) else {
        throw .notFinite(file: file, port: output.port)
      }
      results.append(values)
    }
    return results
  }

  private func borrow() throws(InferenceError) -> Request {
    if let request = idle.withLock({ $0.popLast() }) { return request }
    var opened: OpaquePointer?
    try check(cov_request_open(handle, &opened))
    guard let opened else { throw .failed(file: file, reason: "no request") }
    return Request(handle: opened)
  }

  private func check(_ status: cov_status) throws(InferenceError) {
    guard status.code == .ok else { throw .failed(file: file, reason: status.text) }
  }
}
