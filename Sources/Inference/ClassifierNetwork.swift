internal import Imaging

/// One network of the classifier, compiled, with its head if it has one.
struct ClassifierNetwork: Sendable {
  let settings: BundleManifest.Network
  let head: ClassifierHead?
  private let network: CompiledNetwork
  private let input: BundleManifest.Input
  private let labels: Int
  /// 1 x channels x rows x columns.
  private let featureShape: [Int]?

  var precision: String { network.precision }
  var threads: Int { network.threads }

  init(
    _ settings: BundleManifest.Network,
    in bundle: ModelBundle,
    compute: CompiledNetwork.Settings,
    engine: InferenceEngine
  ) throws(InferenceError) {
    self.settings = settings
    input = bundle.manifest.classifier.input
    labels = bundle.manifest.labels.count
    let network = try CompiledNetwork(
      .init(name: settings.file, sha256: settings.sha256),
      in: bundle,
      input: input,
      settings: compute,
      engine: engine
    )
    self.network = network
    try Self.checkLogits(of: settings, network, labels: labels)
    head = try ClassifierHead(of: settings, in: bundle)
    featureShape = try Self.featureShape(of: settings, network, channels: head?.channels)
  }

  private static func checkLogits(
    of settings: BundleManifest.Network,
    _ network: CompiledNetwork,
    labels: Int
  ) throws(InferenceError) {
    guard let name = settings.logits else { return }
    let shape = try network.shape(of: name)
    guard shape == [1, labels] else {
      throw .wrongShape(
        file: settings.file,
        port: name,
        expected: "[1, \(labels)] for \(labels) labels",
        found: shape
      )
    }
  }

  private static func featureShape(
    of settings: BundleManifest.Network,
    _ network: CompiledNetwork,
    channels: Int?
  ) throws(InferenceError) -> [Int]? {
    guard let name = settings.featureMap else { return nil }
    let shape = try network.shape(of: name)
    let isMap = shape.count == 4 && shape[0] == 1 && shape.allSatisfy { $0 > 0 }
    guard isMap, channels == nil || channels == shape[1] else {
      throw .wrongShape(
        file: settings.file,
        port: name,
        expected: "[1, \(channels.map(String.init) ?? "channels"), rows, columns]",
        found: shape
      )
    }
    return shape
  }

  /// The logits, and the feature map if there is one.
  ///
  /// Where the manifest names no output for the logits, the head gives them: the network's own
  /// belong to a head that has been replaced.
  func run(_ values: [Float]) throws(InferenceError) -> (logits: [Float], map: FeatureMap?) {
    var outputs: [(String, Int)] = []
    if let name = settings.logits { outputs.append((name, labels)) }
    if let name = settings.featureMap, let featureShape {
      outputs.append((name, featureShape.reduce(1, *)))
    }
    let results = try network.run(values, port: input.name, outputs: outputs)
    let map = featureShape.map {
      FeatureMap(
        channels: $0[1],
        rows: $0[2],
        columns: $0[3],
        values: results[results.count - 1]
      )
    }
    if settings.logits != nil { return (results[0], map) }
    guard let head, let map else { preconditionFailure("a manifest without logits and head") }
    return (head.logits(of: map).map { Float($0) }, map)
  }

  /// The largest difference between the logits and the head applied to the mean feature map; nil
  /// without a head, and where the head itself gives the logits.
  func headDifference(on values: [Float]) throws(InferenceError) -> Double? {
    guard let head, settings.logits != nil else { return nil }
    let (logits, map) = try run(values)
    guard let map else { return nil }
    return zip(head.logits(of: map), logits).map { abs($0 - Double($1)) }.max()
  }
}
