internal import Imaging

/// From a film to a network's input; training's `preprocessing.py` does the same with the same calls.
extension BundleManifest.Input {
  /// The whole film squashed to the input's size, the same grey three times.
  func segmenterInput(_ film: GrayImage) throws(EnhancementError) -> [Float] {
    let image = try film.resized(rows: height, columns: width)
    return normalized([image, image, image])
  }

  /// The bundle's steps in their order.
  ///
  /// - Parameters:
  ///   - film: not empty.
  ///   - crop: the lungs' box, or the whole film.
  ///   - steps: validated: they resize once and end with channels.
  /// - Returns: 1 x 3 x height x width values.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  func classifierInput(
    _ film: GrayImage,
    crop: PixelBox,
    steps: [PreprocessingStep]
  ) throws(EnhancementError) -> [Float] {
    var image = film
    for step in steps {
      switch step {
      case .lungCrop: image = image.cropped(to: crop)
      case .resize: image = try image.resized(rows: height, columns: width)
      case .clahe(let clipLimit, let tiles):
        image = try image.clahe(clipLimit: clipLimit, tiles: tiles)
      case .medianBlur(let size): image = try image.medianBlurred(size: size)
      case .channels(let recipe): return normalized(try recipe.channels(of: image))
      }
    }
    preconditionFailure("a validated manifest ends its steps with channels")
  }

  /// Three pictures as 1 x 3 x height x width floats, (grey / 255 - mean) / std.
  private func normalized(_ channels: [GrayImage]) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(channels.count * width * height)
    for (channel, image) in channels.enumerated() {
      // In single precision and in this order, so that the last bit is NumPy's.
      let mean = Float(self.mean[channel]), std = Float(self.std[channel])
      let table = (0...255).map { (Float($0) / 255 - mean) / std }
      for sample in image.samples { values.append(table[Int(sample)]) }
    }
    return values
  }
}

extension ChannelRecipe {
  fileprivate func channels(of image: GrayImage) throws(EnhancementError) -> [GrayImage] {
    switch self {
    case .gray3: return [image, image, image]
    case .claheAdaptiveOtsu:
      let enhanced = try image.clahe(clipLimit: 3, tiles: 8)
      let blurred = try enhanced.medianBlurred(size: 5)
      return [
        enhanced,
        try blurred.adaptiveThreshold(blockSize: 11, offset: 2),
        try blurred.otsuThreshold().image,
      ]
    }
  }
}
