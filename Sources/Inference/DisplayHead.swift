/// The linear head that knows how a film is displayed.
struct DisplayHead: Sendable {
  private let labels: [FilmDisplay]
  private let minimumProbability: Double
  private let head: ClassifierHead

  init(
    _ settings: BundleManifest.Display,
    in bundle: ModelBundle,
    channels: Int
  ) throws(InferenceError) {
    let count = settings.labels.count
    let arrays = try bundle.arrays(settings.files, shapes: [[count, channels], [count]])
    labels = settings.labels
    minimumProbability = settings.minimumProbability
    head = ClassifierHead(weights: arrays[0], bias: arrays[1], channels: channels)
  }

  func display(
    of features: FeatureMap
  ) -> (display: FilmDisplay, probability: Double, isWrong: Bool) {
    let probabilities = softmax(head.logits(of: features).map { Float($0) }, temperature: 1)
    let winner = probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
    let (display, probability) = (labels[winner], probabilities[winner])
    return (display, probability, display != .upright && probability >= minimumProbability)
  }
}
