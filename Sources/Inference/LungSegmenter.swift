internal import Imaging

/// The network that finds the lungs, and the rule that makes a box of its mask.
struct LungSegmenter: Sendable {
  private let settings: BundleManifest.Segmenter
  private let network: CompiledNetwork
  private let rows: Int
  private let columns: Int

  init(
    _ settings: BundleManifest.Segmenter,
    in bundle: ModelBundle,
    compute: CompiledNetwork.Settings,
    engine: InferenceEngine
  ) throws(InferenceError) {
    self.settings = settings
    network = try CompiledNetwork(
      bundle.verifiedBytes(of: .init(name: settings.file, sha256: settings.sha256)),
      file: settings.file,
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
  }

  func segment(_ film: GrayImage) throws(InferenceError) -> LungSegmentation {
    let input = try InferenceError.preprocessing { () throws(EnhancementError) in
      try settings.input.segmenterInput(film)
    }
    let outputs = try network.run(
      input,
      port: settings.input.name,
      outputs: [(settings.output, rows * columns)]
    )
    let mask = FloatMap(rows: rows, columns: columns, samples: outputs[0])
    let lungs = try InferenceError.preprocessing { () throws(EnhancementError) in
      try LungCrop(mask: mask, rule: settings.rule)
    }
    return LungSegmentation(
      mask,
      lungs: lungs,
      minimumConfidence: settings.minimumConfidence,
      film: film
    )
  }
}
