internal import COpenVINO
internal import Synchronization

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
  /// What the processor can do, as far as OpenVINO makes use of it.
  let capabilities: String
  /// Held while a network is imported, since its settings pass through the engine.
  let importing = Mutex(())

  private static let shared: Result<InferenceEngine, InferenceError> = {
    do throws(InferenceError) { return .success(try InferenceEngine()) } catch {
      return .failure(error)
    }
  }()

  /// The process's engine, started at the first call.
  static func start() throws(InferenceError) -> InferenceEngine { try shared.get() }

  private init() throws(InferenceError) {
    var opened: OpaquePointer?
    let status = cov_engine_open(&opened)
    guard status.code == .ok, let opened else {
      throw .engineUnavailable(reason: status.text)
    }
    handle = opened
    do throws(InferenceError) {
      version = try Self.text { cov_engine_version($0, $1) }
      device = try Self.text { cov_engine_property(opened, "FULL_DEVICE_NAME", $0, $1) }
      capabilities = try Self.text {
        cov_engine_property(opened, "OPTIMIZATION_CAPABILITIES", $0, $1)
      }
    } catch {
      cov_engine_close(opened)
      throw error
    }
  }

  private static func text(
    _ fill: (UnsafeMutablePointer<CChar>, Int) -> cov_status
  ) throws(InferenceError) -> String {
    var characters = [CChar](repeating: 0, count: 256)
    let status = fill(&characters, characters.count)
    guard status.code == .ok else { throw .engineUnavailable(reason: status.text) }
    return textOfCharacters(characters)
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
