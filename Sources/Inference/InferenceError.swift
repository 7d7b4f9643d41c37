public import Imaging

/// Why a model cannot be loaded or gives no answer; never holds patient data.
public enum InferenceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bundle's files are not as they should be.
  case bundle(BundleError)
  /// OpenVINO does not start.
  case engineUnavailable(reason: String)
  /// OpenVINO refuses a network.
  case notCompiled(file: String, reason: String)
  /// The engine computes in another precision than the bundle asks for.
  case wrongPrecision(file: String, expected: String, found: String)
  /// A network lacks an input or an output of that name.
  case missingPort(file: String, port: String)
  /// An input or an output has another shape than the manifest implies.
  case wrongShape(file: String, port: String, expected: String, found: [Int])
  /// A run of a network failed.
  case failed(file: String, reason: String)
  /// A network answered with NaN or infinity.
  case notFinite(file: String, port: String)
  /// The logits are not the head applied to the mean feature map, so the heatmap would lie.
  case headDisagrees(file: String, difference: Double)
  /// A preprocessing step failed.
  case preprocessing(EnhancementError)
  /// A film without pixels.
  case emptyFilm

  /// Cause and cure in a sentence.
  public var description: String {
    switch self {
    case .bundle(let error): error.description
    case .engineUnavailable(let reason):
      "OpenVINO does not start (\(reason)); run scripts/setup.sh or install the package again."
    case .notCompiled(let file, let reason):
      "OpenVINO refuses \(file) (\(reason)); export it as ONNX with one input and check it with "
        + "`pacs-watch model check`."
    case .wrongPrecision(let file, let expected, let found):
      "\(file) would be computed in \(found), not in \(expected) as the bundle says; choose a "
        + "precision that this processor has."
    case .missingPort(let file, let port):
      "\(file) has no input or output named \(port); give the name of bundle.yaml at export."
    case .wrongShape(let file, let port, let expected, let found):
      "\(port) of \(file) has the shape \(found), not \(expected); mend bundle.yaml or export the "
        + "network again."
    case .failed(let file, let reason):
      "\(file) did not run (\(reason)); check the memory limit, then `pacs-watch model check`."
    case .notFinite(let file, let port):
      "\(port) of \(file) holds values that are no numbers; the film or the model is unusable."
    case .headDisagrees(let file, let difference):
      "The logits of \(file) differ by \(difference) from its head applied to the mean feature "
        + "map; export both from the same network."
    case .preprocessing(let error): error.description
    case .emptyFilm: "The film has no pixels; check how it was decoded."
    }
  }

  /// Runs image operations, whose errors become `preprocessing`.
  static func preprocessing<Result>(
    _ body: () throws(EnhancementError) -> Result
  ) throws(InferenceError) -> Result {
    do throws(EnhancementError) { return try body() } catch { throw .preprocessing(error) }
  }
}
