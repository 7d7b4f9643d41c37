public import Imaging

extension BundleManifest {
  /// The network that finds the lungs, and the rule that makes a box of its mask.
  public struct Segmenter: Codable, Sendable, Hashable {
    /// An ONNX file of the bundle.
    public let file: String
    /// Its SHA-256.
    public let sha256: String
    /// The whole film, squashed.
    public let input: Input
    /// The name of the output: 1 x 1 x rows x columns probabilities.
    public let output: String
    /// The output of the deepest layer, 1 x channels x rows x columns, by which a film is compared
    /// with the training films.
    public let featureMap: String?
    /// The probability from which a pixel is lung.
    public let threshold: Double
    /// How many of the largest components count.
    public let keepComponents: Int
    /// The least share of the mask that a component must have.
    public let minimumComponentArea: Double
    /// The margin on each side, as a share of the box.
    public let padding: Double
    /// Below it the whole film is classified, and the result says so.
    public let minimumConfidence: Double

    /// The four numbers that make a box of a mask.
    public var rule: LungCropRule {
      LungCropRule(
        threshold: threshold,
        keepComponents: keepComponents,
        minimumComponentArea: minimumComponentArea,
        padding: padding
      )
    }

    enum CodingKeys: String, CodingKey {
      case file, sha256, input, output, threshold, padding
      case featureMap = "feature_map"
      case keepComponents = "keep_components"
      case minimumComponentArea = "minimum_component_area"
      case minimumConfidence = "minimum_confidence"
    }
  }

  /// How a film becomes the input, which networks judge it, and how they are explained.
  public struct Classifier: Codable, Sendable, Hashable {
    /// The input of every network.
    public let input: Input
    /// From film to channels, in this order.
    public let steps: [PreprocessingStep]
    /// One, or an ensemble whose probabilities are averaged.
    public let networks: [Network]
    /// How to show where the networks looked; none if absent.
    public let heatmap: HeatmapMethod?
  }

  /// One network of the classifier.
  public struct Network: Codable, Sendable, Hashable {
    /// An ONNX file of the bundle.
    public let file: String
    /// Its SHA-256.
    public let sha256: String
    /// The output with a logit for each label; without one the head gives the logits.
    public let logits: String?
    /// The output before global average pooling, 1 x channels x rows x columns, for heatmaps
    /// and for the head.
    public let featureMap: String?
    /// The linear head's weights as a `.npy` file, labels x channels, for Grad-CAM
    /// and in place of `logits`.
    public let headWeights: String?
    /// Their SHA-256.
    public let headWeightsSHA256: String?
    /// The linear head's bias, one for each label (.npy).
    public let headBias: String?
    /// Its SHA-256.
    public let headBiasSHA256: String?

    enum CodingKeys: String, CodingKey {
      case file, sha256, logits
      case featureMap = "feature_map"
      case headWeights = "head_weights"
      case headWeightsSHA256 = "head_weights_sha256"
      case headBias = "head_bias"
      case headBiasSHA256 = "head_bias_sha256"
    }
  }
}
