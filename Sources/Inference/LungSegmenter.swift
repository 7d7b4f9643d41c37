internal import Imaging

/// The network that finds the lungs, and the rule that makes a box of its mask.
struct LungSegmenter: Sendable {
  private let settings: BundleManifest.Segmenter
  private let network: CompiledNetwork
  private let rows: Int
  private let columns: Int
  /// 1 x channels x rows x columns.
  private let featureShape: [Int]?

  /// Channels of the feature map; nil where the bundle names none.
  var channels: Int? { featureShape?[1] }

  init(
    _ settings: BundleManifest.Segmenter,
    in bundle: ModelBundle,
    compute: CompiledNetwork.Settings,
    engine: InferenceEngine
  ) throws(InferenceError) {
    self.settings = settings
    network = try CompiledNetwork(
      .init(name: settings.file, sha256: settings.sha256),
      in: bundle,
      input: settings.input,
      settings: compute,
      engine: engine
    )
    let shape = try network.shape(of: settings.output)
    guard shape.count == 4, shape[0] == 1, shape[1] == 1, shape[2] > 0, shape[3] > 0 else {
      throw .wrongShape(
        file: settings.file,
        port: settings.output,
        expected: "[1, 1, rows, columns]",
        found: shape
      )
    }
    rows = shape[2]
    columns = shape[3]
    featureShape = try Self.featureShape(of: settings, network)
  }

  private static func featureShape(
    of settings: BundleManifest.Segmenter,
    _ network: CompiledNetwork
  ) throws(InferenceError) -> [Int]? {
    guard let name = settings.featureMap else { return nil }
    let shape = try network.shape(of: name)
    guard shape.count == 4, shape[0] == 1, shape.allSatisfy({ $0 > 0 }) else {
      throw .wrongShape(
        file: settings.file,
        port: name,
        expected: "[1, channels, rows, columns]",
        found: shape
      )
    }
    return shape
  }

  func segment(_ film: GrayImage) throws(InferenceError) -> LungSegmentation {
    let input = try InferenceError.preprocessing { () throws(EnhancementError) in
      try settings.input.segmenterInput(film)
    }
    var wanted = [(settings.output, rows * columns)]
    if let name = settings.featureMap, let featureShape {
      wanted.append((name, featureShape.reduce(1, *)))
    }
    let outputs = try network.run(input, port: settings.input.name, outputs: wanted)
    let mask = FloatMap(rows: rows, columns: columns, samples: outputs[0])
    let features = featureShape.map {
      FeatureMap(channels: $0[1], rows: $0[2], columns: $0[3], values: outputs[1])
    }
    let lungs = try InferenceError.preprocessing { () throws(EnhancementError) in
      try LungCrop(mask: mask, rule: settings.rule)
    }
    return LungSegmentation(
      mask,
      lungs: lungs,
      minimumConfidence: settings.minimumConfidence,
      film: film,
      features: features
    )
  }
}
