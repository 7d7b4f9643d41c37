/// How to show where a network looked.
public enum HeatmapMethod: Sendable, Hashable {
  /// Grad-CAM (Selvaraju et al. 2017), which a linear head over global average pooling gives
  /// without gradients.
  case gradCAM
  /// Score-CAM (Wang et al. 2020) over the feature maps of the most energy.
  case scoreCAM(channels: Int)
  /// No heatmap.
  case none

  /// The name in manifests and results.
  public var name: String {
    switch self {
    case .gradCAM: Name.gradCAM.rawValue
    case .scoreCAM: Name.scoreCAM.rawValue
    case .none: Name.none.rawValue
    }
  }
}

/// In a manifest: `{method: grad-cam}`, `{method: score-cam, channels: 32}` or `none`.
extension HeatmapMethod: Codable {
  private enum CodingKeys: String, CodingKey { case method, channels }
  fileprivate enum Name: String, Codable {
    case gradCAM = "grad-cam"
    case scoreCAM = "score-cam"
    case none
  }

  /// Reads a method.
  public init(from decoder: any Decoder) throws {
    if let single = try? decoder.singleValueContainer(), let name = try? single.decode(Name.self),
      name == .none
    {
      self = .none
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Name.self, forKey: .method) {
    case .gradCAM: self = .gradCAM
    case .scoreCAM: self = .scoreCAM(channels: try container.decode(Int.self, forKey: .channels))
    case .none: self = .none
    }
  }

  /// Writes a method.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .gradCAM: try container.encode(Name.gradCAM, forKey: .method)
    case .scoreCAM(let channels):
      try container.encode(Name.scoreCAM, forKey: .method)
      try container.encode(channels, forKey: .channels)
    case .none: try container.encode(Name.none, forKey: .method)
    }
  }
}
