/// Draws where a network looked over the film that it looked at.
///
/// The picture is a view for people: large films are shrunk, and it must not be measured or
/// classified.
public struct Overlay: Sendable, Hashable {
  /// The most pixels of the picture's longer side.
  public let maximumSide: Int
  /// How much of the film the strongest heat covers, 0 to 1; weaker heat covers in proportion.
  public let opacity: Double

  /// A way to draw.
  public init(maximumSide: Int = 1024, opacity: Double = 0.4) {
    precondition(maximumSide >= 1 && (0...1).contains(opacity))
    self.maximumSide = maximumSide
    self.opacity = opacity
  }

  /// The film with heat in JET colours, and the lungs' outline in white.
  ///
  /// - Parameters:
  ///   - heat: 0 to 1, in any size; it lies over the whole box and is enlarged bilinearly.
  ///   - film: not empty.
  ///   - box: the part of the film that the network saw, inside the film, not empty.
  ///   - lungs: a mask of the whole film in any size, not 0 inside; nil draws no outline.
  /// - Returns: a picture of the film's proportions, at most `maximumSide` on its longer side.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func draw(
    _ heat: FloatMap,
    over film: GrayImage,
    box: PixelBox,
    lungs: GrayImage?
  ) throws(EnhancementError) -> ColorImage {
    let scale = min(1, Double(maximumSide) / Double(max(film.rows, film.columns)))
    func scaled(_ length: Int) -> Int { Int((Double(length) * scale).rounded()) }
    let view = try film.resized(
      rows: max(1, scaled(film.rows)),
      columns: max(1, scaled(film.columns))
    )
    var picture = ColorImage(
      rows: view.rows,
      columns: view.columns,
      bytes: view.samples.flatMap { [$0, $0, $0] }
    )
    let left = min(scaled(box.left), view.columns - 1)
    let top = min(scaled(box.top), view.rows - 1)
    let seen = PixelBox(
      left: left,
      top: top,
      width: max(1, min(scaled(box.left + box.width), view.columns) - left),
      height: max(1, min(scaled(box.top + box.height), view.rows) - top)
    )
    try blend(heat, into: &picture, at: seen)
    if let lungs { try outline(lungs, in: &picture) }
    return picture
  }

  private func blend(
    _ heat: FloatMap,
    into picture: inout ColorImage,
    at box: PixelBox
  ) throws(EnhancementError) {
    let large = try heat.resized(rows: box.height, columns: box.width)
    let levels = GrayImage(
      rows: large.rows,
      columns: large.columns,
      samples: large.samples.map { UInt8((min(1, max(0, $0)) * 255).rounded()) }
    )
    let paint = try Paint.forEachLevel(opacity: opacity)
    for row in 0..<box.height {
      for column in 0..<box.width {
        let color = paint[Int(levels[row, column])]
        let start = ((box.top + row) * picture.columns + box.left + column) * 3
        for channel in 0..<3 { color.cover(&picture.bytes[start + channel], channel) }
      }
    }
  }

  private func outline(
    _ lungs: GrayImage,
    in picture: inout ColorImage
  ) throws(EnhancementError) {
    let mask = try lungs.resized(rows: picture.rows, columns: picture.columns)
    func isLung(_ row: Int, _ column: Int) -> Bool {
      row >= 0 && column >= 0 && row < mask.rows && column < mask.columns
        && mask[row, column] >= 128
    }
    for row in 0..<mask.rows {
      for column in 0..<mask.columns where mask.samples[row * mask.columns + column] >= 128 {
        let isInside =
          isLung(row - 1, column) && isLung(row + 1, column)
          && isLung(row, column - 1) && isLung(row, column + 1)
        guard !isInside else { continue }
        let start = (row * mask.columns + column) * 3
        for channel in start..<start + 3 { picture.bytes[channel] = 255 }
      }
    }
  }
}

/// A colour and how much of it covers what is below, in 16 bits.
private struct Paint {
  let color: (Int, Int, Int)
  let weight: Int

  /// For each level of heat its JET colour, which covers in proportion to the level.
  static func forEachLevel(opacity: Double) throws(EnhancementError) -> [Paint] {
    let levels = GrayImage(rows: 1, columns: 256, samples: Array(0...255))
    let jet = try levels.jetColored().bytes.map { Int($0) }
    return (0..<256).map { level in
      Paint(
        color: (jet[3 * level], jet[3 * level + 1], jet[3 * level + 2]),
        weight: Int((opacity * Double(level) / 255 * 65_536).rounded())
      )
    }
  }

  func cover(_ sample: inout UInt8, _ channel: Int) {
    let ink = channel == 0 ? color.0 : channel == 1 ? color.1 : color.2
    sample = UInt8((Int(sample) * (65_536 - weight) + ink * weight + 32_768) >> 16)
  }
}
