public import Imaging

/// Where the networks looked when they chose the winner.
public struct Explanation: Sendable, Hashable {
  /// The heat, 0 to 1, at the resolution of the feature map, over the classified crop; empty when
  /// the bundle has no heatmap.
  public let map: FloatMap
  /// The film with the heat in colours and the lungs' outline; nil when the bundle has no heatmap.
  public let overlay: ColorImage?
  /// The share of the heat inside the kept lungs, 0 to 1; nil without a mask, a heatmap or any heat.
  public let shareInsideLungs: Double?
  /// `grad-cam`, `score-cam` or `none`.
  public let method: String

  static let none = Self(
    map: FloatMap(rows: 0, columns: 0, samples: []),
    overlay: nil,
    shareInsideLungs: nil,
    method: "none"
  )
}
