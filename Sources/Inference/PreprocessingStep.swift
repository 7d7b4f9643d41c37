/// A step from film to network input.
///
/// The set is closed: a bundle brings settings, never code.
public enum PreprocessingStep: Sendable, Hashable {
  /// Cuts to the lungs' box; nothing when the whole film is used.
  case lungCrop
  /// To the input's width and height.
  case resize
  /// Contrast-limited adaptive histogram equalization.
  case clahe(clipLimit: Double, tiles: Int)
  /// The median of `size` x `size` pixels.
  case medianBlur(size: Int)
  /// From one picture to the three channels; the last step.
  case channels(ChannelRecipe)
}

/// How one grey picture becomes three channels.
public enum ChannelRecipe: String, Codable, Sendable, Hashable, CaseIterable {
  /// The same picture three times.
  case gray3
  /// CLAHE (3.0, 8 x 8); of its median blur (5) the adaptive threshold (Gaussian, 11, 2) and the
  /// Otsu threshold. It equalizes by itself, so no `clahe` step stands before it.
  case claheAdaptiveOtsu = "clahe-adaptive-otsu"
}

/// In a manifest: `{step: clahe, clip_limit: 3.0, tiles: 8}`.
extension PreprocessingStep: Codable {
  private enum CodingKeys: String, CodingKey {
    case step, tiles, size, recipe
    case clipLimit = "clip_limit"
  }

  private enum Name: String, Codable {
    case resize, clahe, channels
    case lungCrop = "lung-crop"
    case medianBlur = "median-blur"
  }

  /// Reads a step by its name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Name.self, forKey: .step) {
    case .lungCrop: self = .lungCrop
    case .resize: self = .resize
    case .clahe:
      self = .clahe(
        clipLimit: try container.decode(Double.self, forKey: .clipLimit),
        tiles: try container.decode(Int.self, forKey: .tiles)
      )
    case .medianBlur: self = .medianBlur(size: try container.decode(Int.self, forKey: .size))
    case .channels:
      self = .channels(try container.decode(ChannelRecipe.self, forKey: .recipe))
    }
  }

  /// Writes a step with its settings only.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .lungCrop: try container.encode(Name.lungCrop, forKey: .step)
    case .resize: try container.encode(Name.resize, forKey: .step)
    case .clahe(let clipLimit, let tiles):
      try container.encode(Name.clahe, forKey: .step)
      try container.encode(clipLimit, forKey: .clipLimit)
      try container.encode(tiles, forKey: .tiles)
    case .medianBlur(let size):
      try container.encode(Name.medianBlur, forKey: .step)
      try container.encode(size, forKey: .size)
    case .channels(let recipe):
      try container.encode(Name.channels, forKey: .step)
      try container.encode(recipe, forKey: .recipe)
    }
  }
}
