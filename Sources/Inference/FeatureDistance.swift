internal import LinearAlgebra

/// The squared Mahalanobis distance of features from the training films', a channel.
struct FeatureDistance: Sendable {
  let limit: Double
  private let mean: [Double]
  private let whitening: Matrix

  init(
    _ settings: BundleManifest.Distance,
    in bundle: ModelBundle,
    channels: Int
  ) throws(InferenceError) {
    let arrays = try bundle.arrays(settings.files, shapes: [[channels], [channels, channels]])
    limit = settings.limit
    mean = arrays[0].map(Double.init)
    whitening = Matrix(rows: channels, columns: channels, values: arrays[1].map(Double.init))
  }

  func of(_ features: [Double]) -> Double {
    let whitened = whitening.times(zip(features, mean).map { $0 - $1 })
    return whitened.dot(whitened) / Double(mean.count)
  }
}
