/// How a lung mask becomes a box; the same rule stands in training's `lungbox.py`.
public struct LungCropRule: Sendable, Hashable {
  /// The probability from which a pixel counts as lung.
  public let threshold: Double
  /// How many of the largest components count.
  public let keepComponents: Int
  /// The least share of the mask's pixels that a component must have.
  public let minimumComponentArea: Double
  /// The margin on each side, as a share of the box's width or height.
  public let padding: Double

  /// A rule by its four numbers.
  public init(
    threshold: Double,
    keepComponents: Int,
    minimumComponentArea: Double,
    padding: Double
  ) {
    self.threshold = threshold
    self.keepComponents = keepComponents
    self.minimumComponentArea = minimumComponentArea
    self.padding = padding
  }
}

/// The lungs that a mask of probabilities shows.
public struct LungCrop: Sendable, Hashable {
  /// 255 where a kept component is, else 0; of the mask's size.
  public let kept: GrayImage
  /// How many components were kept; 0 means that there are no lungs to crop to.
  public let componentCount: Int
  /// How far to trust the mask, 0 to 1; see `LungConfidence`.
  public let confidence: Double
  private let padding: Double

  /// Keeps the largest components of a mask.
  ///
  /// - Parameters:
  ///   - mask: probabilities of lung, 0 to 1, of the whole film squashed to the mask's size.
  ///   - rule: what counts.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public init(mask: FloatMap, rule: LungCropRule) throws(EnhancementError) {
    let threshold = Float(rule.threshold)
    let binary = GrayImage(
      rows: mask.rows,
      columns: mask.columns,
      samples: mask.samples.map { $0 >= threshold ? 255 : 0 }
    )
    let all = try ConnectedComponents(of: binary)
    let smallest = rule.minimumComponentArea * Double(mask.samples.count)
    // Larger first; between equals the one that the scan met first.
    let largest = all.components.filter { Double($0.area) >= smallest }
      .sorted { ($1.area, $0.label) < ($0.area, $1.label) }
      .prefix(rule.keepComponents)
    let labels = Set(largest.map(\.label))
    let samples = all.labels.samples.map { labels.contains($0) ? UInt8(255) : 0 }
    kept = GrayImage(rows: mask.rows, columns: mask.columns, samples: samples)
    componentCount = largest.count
    confidence = LungConfidence(mask: mask, kept: kept, components: largest.count).value
    padding = rule.padding
  }

  /// The box around the kept components in a film's pixels, padded, clipped to the film.
  ///
  /// Low edges are floored, high edges ceiled.
  ///
  /// - Parameters:
  ///   - rows: the film's height.
  ///   - columns: the film's width.
  /// - Returns: the box, or nil when no component was kept.
  public func box(rows: Int, columns: Int) -> PixelBox? {
    guard let bounds = kept.boundsOfNonzero else { return nil }
    let scaleX = Double(columns) / Double(kept.columns)
    let scaleY = Double(rows) / Double(kept.rows)
    let left = Double(bounds.left) * scaleX
    let right = Double(bounds.left + bounds.width) * scaleX
    let top = Double(bounds.top) * scaleY
    let bottom = Double(bounds.top + bounds.height) * scaleY
    let marginX = padding * (right - left), marginY = padding * (bottom - top)
    let x0 = max(0, Int((left - marginX).rounded(.down)))
    let y0 = max(0, Int((top - marginY).rounded(.down)))
    let x1 = min(columns, Int((right + marginX).rounded(.up)))
    let y1 = min(rows, Int((bottom + marginY).rounded(.up)))
    return PixelBox(left: x0, top: y0, width: x1 - x0, height: y1 - y0)
  }
}

extension Raster where Sample == UInt8 {
  /// The smallest box around all pixels that are not 0, or nil when all are.
  var boundsOfNonzero: PixelBox? {
    var left = columns, right = -1, top = rows, bottom = -1
    for row in 0..<rows {
      for column in 0..<columns where self[row, column] != 0 {
        left = min(left, column)
        right = max(right, column)
        top = min(top, row)
        bottom = max(bottom, row)
      }
    }
    guard right >= 0 else { return nil }
    return PixelBox(left: left, top: top, width: right - left + 1, height: bottom - top + 1)
  }
}
