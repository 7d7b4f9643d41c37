internal import Imaging

/// Score-CAM: a channel counts as much as the class gains when only what it marks is left.
///
/// Wang et al. 2020, equations 6 to 8. Forward runs only: one for each channel and one for the baseline, an input of zeros, which is a
/// film of the mean grey.
struct ScoreCAM {
  let network: ClassifierNetwork
  let input: BundleManifest.Input
  /// How many channels are tried: those with the largest mean square.
  let channels: Int

  /// The heat for a label, 0 to 1, at the feature map's resolution.
  ///
  /// - Parameters:
  ///   - label: the index of the class.
  ///   - values: the network's input.
  ///   - map: what the network found on it.
  /// - Returns: the heat, 0 everywhere when no channel helps the class.
  /// - Throws: why a run failed.
  func heat(
    for label: Int,
    input values: [Float],
    map: FeatureMap
  ) throws(InferenceError) -> FloatMap {
    let baseline = try score(of: label, [Float](repeating: 0, count: values.count))
    let energies = map.energies
    let strongest = energies.indices
      .sorted { (energies[$1], $0) < (energies[$0], $1) }
      .prefix(channels)
    var weights = [Double](repeating: 0, count: map.channels)
    for channel in strongest {
      guard let mask = try mask(of: map[channel]) else { continue }
      weights[channel] = try score(of: label, masked(values, by: mask)) - baseline
    }
    return map.rectifiedSum(weights: weights).normalizedByMaximum
  }

  /// A channel enlarged to the input's size and stretched to 0 to 1; nil when it is flat.
  private func mask(of channel: FloatMap) throws(InferenceError) -> FloatMap? {
    let large = try InferenceError.preprocessing { () throws(EnhancementError) in
      try channel.resized(rows: input.height, columns: input.width)
    }
    guard let low = large.samples.min(), let high = large.samples.max(), high > low else {
      return nil
    }
    return FloatMap(
      rows: large.rows,
      columns: large.columns,
      samples: large.samples.map { ($0 - low) / (high - low) }
    )
  }

  private func masked(_ values: [Float], by mask: FloatMap) -> [Float] {
    let size = mask.samples.count
    return values.indices.map { values[$0] * mask.samples[$0 % size] }
  }

  private func score(of label: Int, _ values: [Float]) throws(InferenceError) -> Double {
    softmax(try network.run(values).logits, temperature: 1)[label]
  }
}
