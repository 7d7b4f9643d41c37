/// The linear layer after global average pooling: logits = weights x mean(feature map) + bias.
public struct ClassifierHead: Sendable, Hashable {
  /// Labels x channels, row after row.
  public let weights: [Float]
  /// One for each label.
  public let bias: [Float]
  /// Of the feature map.
  public let channels: Int

  /// A head; as many weights as labels times channels.
  public init(weights: [Float], bias: [Float], channels: Int) {
    precondition(weights.count == bias.count * channels, "a label has a weight for each channel")
    self.weights = weights
    self.bias = bias
    self.channels = channels
  }

  /// The weights of a label, one for each channel.
  func weights(of label: Int) -> ArraySlice<Float> {
    weights[(label * channels)..<((label + 1) * channels)]
  }

  /// The logits of a feature map, in double precision.
  func logits(of map: FeatureMap) -> [Double] {
    let means = map.means
    return bias.indices.map { label in
      zip(weights(of: label), means).reduce(Double(bias[label])) { $0 + Double($1.0) * $1.1 }
    }
  }
}

extension ModelSession {
  /// For each network of the classifier, its head if it has one.
  public var heads: [ClassifierHead?] { networks.map(\.head) }
}

extension ClassifierHead {
  /// Reads the head of a network of the bundle, if it has one.
  init?(of network: BundleManifest.Network, in bundle: ModelBundle) throws(InferenceError) {
    let files = network.headFiles
    guard files.count == 2 else { return nil }
    let weightBytes = try bundle.verifiedBytes(of: files[0])
    let biasBytes = try bundle.verifiedBytes(of: files[1])
    do throws(BundleError) {
      let weights = try NumpyArray(weightBytes, file: files[0].name)
      let bias = try NumpyArray(biasBytes, file: files[1].name)
      let labels = bundle.manifest.labels.count
      guard weights.shape.count == 2, weights.shape[0] == labels else {
        throw .wrongHead(
          file: files[0].name,
          reason: "shape \(weights.shape), not \(labels) labels x channels"
        )
      }
      guard bias.shape == [labels] else {
        throw .wrongHead(file: files[1].name, reason: "shape \(bias.shape), not [\(labels)]")
      }
      self.init(weights: weights.values, bias: bias.values, channels: weights.shape[1])
    } catch { throw .bundle(error) }
  }
}
