internal import COpenVINO

/// What computed a result: for provenance, and to tell machines apart whose last bits may differ.
public struct EngineDescription: Sendable, Hashable, Codable {
  /// The engine's name.
  public let name: String
  /// Its version with build number.
  public let version: String
  /// The processor's full name: the machine class.
  public let device: String
  /// The precision that the compiled networks report, such as `f32`.
  public let precision: String
  /// Threads of one inference, as the compiled networks report; the last bits may depend on it.
  public let threads: Int
}

/// OpenVINO's core, shared by all sessions of the process.
///
/// OpenVINO documents its core as safe to use from several threads.
final class InferenceEngine: @unchecked Sendable {  // the handle is immutable, the core thread-safe
  let handle: OpaquePointer
  let version: String
  let device: String

  private static let shared: Result<InferenceEngine, InferenceError> = {
    do throws(InferenceError) { return .success(try InferenceEngine()) } catch {
      return .failure(error)
    }
  }()

  /// The process's engine, started at the first call.
  static func start() throws(InferenceError) -> InferenceEngine { try shared.get() }

  private init() throws(InferenceError) {
    func refuse(_ status: cov_status) -> InferenceError {
      .engineUnavailable(reason: status.text)
    }
    var opened: OpaquePointer?
    let status = cov_engine_open(&opened)
    guard status.code == .ok, let opened else { throw refuse(status) }
    var version = [CChar](repeating: 0, count: 256), device = version
    let described = cov_engine_describe(opened, &version, &device, 256)
    guard described.code == .ok else {
      cov_engine_close(opened)
      throw refuse(described)
    }
    handle = opened
    self.version = textOfCharacters(version)
    self.device = textOfCharacters(device)
  }

  deinit { cov_engine_close(handle) }
}

extension cov_status {
  /// OpenVINO's message in one line.
  var text: String {
    let raw = withUnsafeBytes(of: message) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// The text before the first NUL.
func textOfCharacters(_ characters: [CChar]) -> String {
  String(
    decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
    as: UTF8.self
  )
}
