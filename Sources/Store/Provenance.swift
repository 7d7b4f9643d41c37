/// What a result was computed from and with: enough to compute it again, bit by bit.
public struct Provenance: Sendable, Codable, Hashable {
  /// SHA-256 of the file's bytes; `record` refuses one that is not the file's.
  public var inputHash: String
  /// SHA-256 that names the model bundle as a whole.
  public var bundleHash: String?
  /// SHA-256 of each of the bundle's files, by name.
  public var fileHashes: [String: String]
  /// The preprocessing parameters in force, as JSON.
  public var preprocessing: String?
  /// The version of this program.
  public var programVersion: String
  /// The inference engine, such as OpenVINO.
  public var engine: String?
  /// Its version.
  public var engineVersion: String?
  /// The numeric precision of the networks, such as f32.
  public var precision: String?
  /// The class of the processor, as far as results may depend on it.
  public var machineClass: String?
  /// The decoder that gave the stored values.
  public var decoder: String?
  /// How far the film lies from the training films, as the bundle measures it.
  public var filmDistance: Double?
  /// The largest distance at which the bundle answers.
  public var filmDistanceLimit: Double?
  /// How the film is displayed, most probably: upright, inverted, upside-down or lying.
  public var filmDisplay: String?
  /// The probability of that.
  public var filmDisplayProbability: Double?

  /// What is known at the least: the input and the program.
  public init(inputHash: String, programVersion: String) {
    self.inputHash = inputHash
    self.programVersion = programVersion
    fileHashes = [:]
  }
}
