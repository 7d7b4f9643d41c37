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
    var picture = ColorImage(view)
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
    let paint = try Paint.forEachLevel(opacity: opacity)
    let columns = picture.columns
    // A picture has a million pixels: the loops that meet each of them go without bounds checks.
    large.samples.withUnsafeBufferPointer { heats in
      paint.withUnsafeBufferPointer { paint in
        picture.bytes.withUnsafeMutableBufferPointer { bytes in
          for row in 0..<box.height {
            let start = (box.top + row) * columns + box.left
            for column in 0..<box.width {
              let level = Self.level(of: heats[row * box.width + column])
              paint[level].cover(bytes, at: 3 * (start + column))
            }
          }
        }
      }
    }
  }

  /// The nearest of 256 levels, halves upwards; what is not a number counts as no heat.
  private static func level(of heat: Float) -> Int {
    let scaled = min(1, max(0, heat)) * 255
    let whole = Int(scaled)
    return scaled - Float(whole) >= 0.5 ? whole + 1 : whole
  }

  private func outline(
    _ lungs: GrayImage,
    in picture: inout ColorImage
  ) throws(EnhancementError) {
    let mask = try lungs.resized(rows: picture.rows, columns: picture.columns)
    let (rows, columns) = (mask.rows, mask.columns)
    mask.samples.withUnsafeBufferPointer { mask in
      picture.bytes.withUnsafeMutableBufferPointer { bytes in
        for row in 0..<rows {
          for column in 0..<columns where mask[row * columns + column] >= 128 {
            let place = row * columns + column
            let isInside =
              row > 0 && mask[place - columns] >= 128
              && row < rows - 1 && mask[place + columns] >= 128
              && column > 0 && mask[place - 1] >= 128
              && column < columns - 1 && mask[place + 1] >= 128
            guard !isInside else { continue }
            for sample in 3 * place..<3 * place + 3 { bytes[sample] = 255 }
          }
        }
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

  /// Covers the pixel whose red lies at an index.
  func cover(_ bytes: UnsafeMutableBufferPointer<UInt8>, at red: Int) {
    // A mean of two bytes is one.
    func covered(_ sample: UInt8, _ ink: Int) -> UInt8 {
      UInt8(truncatingIfNeeded: (Int(sample) * (65_536 - weight) + ink * weight + 32_768) >> 16)
    }
    bytes[red] = covered(bytes[red], color.0)
    bytes[red + 1] = covered(bytes[red + 1], color.1)
    bytes[red + 2] = covered(bytes[red + 2], color.2)
  }
}
