/// What `bundle.yaml` says: a model, its files and how films become its input.
///
/// A key that these types do not have is an error, since a misspelt setting would otherwise be
/// silently ignored.
public struct BundleManifest: Codable, Sendable, Hashable {
  /// The version of this format: 1.
  public let format: Int
  /// The model's name, such as `chest-xray-3class`.
  public let name: String
  /// The model's version.
  public let version: String
  /// What the model answers, in a phrase.
  public let task: String
  /// The findings, in the order of the logits.
  public let labels: [String]
  /// Which instances the model was made for.
  public let accepts: Acceptance
  /// The window that films are rendered with instead of their own; their own if absent.
  public let window: Window?
  /// The precision that the engine computes in.
  public let precision: Precision
  /// The lung segmenter; without one the whole film is classified, and the result says so.
  public let segmenter: Segmenter?
  /// Preprocessing, networks and the heatmap.
  public let classifier: Classifier
  /// The temperature that divides the logits, found by calibration.
  public let temperature: Double
  /// When the model says nothing.
  public let abstain: Abstention
  /// What a result is flagged for; no such flags if absent.
  public let flags: Flags?
  /// The file that describes data, licences, metrics and limits.
  public let card: String

  /// Which instances a model accepts, in DICOM's terms.
  public struct Acceptance: Codable, Sendable, Hashable {
    /// Modality (0008,0060).
    public let modalities: [String]
    /// View Position (0018,5101).
    public let views: [String]
    /// Body Part Examined (0018,0015).
    public let bodyParts: [String]

    enum CodingKeys: String, CodingKey {
      case modalities, views
      case bodyParts = "body_parts"
    }
  }

  /// A window of PS3.3 C.11.2.1.2, in the units of the modality LUT's output: Hounsfield units of CT.
  public struct Window: Codable, Sendable, Hashable {
    /// Window Center (0028,1050).
    public let center: Double
    /// Window Width (0028,1051).
    public let width: Double
  }

  /// The engine's arithmetic.
  public enum Precision: String, Codable, Sendable, Hashable, CaseIterable {
    /// IEEE single precision.
    case f32
    /// bfloat16, on processors that have it.
    case bf16
  }

  /// The size of a network's input and its constants: (grey / 255 - mean) / std for each channel.
  public struct Input: Codable, Sendable, Hashable {
    /// The input's name in the network: 1 x 3 x height x width floats.
    public let name: String
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    /// For each of three channels, of values from 0 to 1.
    public let mean: [Double]
    /// For each of three channels.
    public let std: [Double]
  }
}
