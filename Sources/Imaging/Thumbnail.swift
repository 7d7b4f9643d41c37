/// Makes a picture small enough for a page; a picture that is small enough stays as it is.
public struct Thumbnail: Sendable, Hashable {
  /// The most pixels of the longer side.
  public let maximumSide: Int

  /// A size, at least 1.
  public init(maximumSide: Int) {
    precondition(maximumSide >= 1)
    self.maximumSide = maximumSide
  }

  /// A grey picture in its proportions.
  ///
  /// - Parameter image: not empty.
  /// - Returns: a picture whose longer side is at most `maximumSide`.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func of(_ image: GrayImage) throws(EnhancementError) -> GrayImage {
    let (rows, columns) = size(image.rows, image.columns)
    return try image.resized(rows: rows, columns: columns)
  }

  /// A colour picture in its proportions, each colour by itself.
  ///
  /// - Parameter image: not empty.
  /// - Returns: a picture whose longer side is at most `maximumSide`.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func of(_ image: ColorImage) throws(EnhancementError) -> ColorImage {
    let (rows, columns) = size(image.rows, image.columns)
    var bytes = [UInt8](repeating: 0, count: rows * columns * 3)
    for channel in 0..<3 {
      let plane = GrayImage(
        rows: image.rows,
        columns: image.columns,
        samples: stride(from: channel, to: image.bytes.count, by: 3).map { image.bytes[$0] }
      )
      for (place, sample) in try plane.resized(rows: rows, columns: columns).samples.enumerated() {
        bytes[3 * place + channel] = sample
      }
    }
    return ColorImage(rows: rows, columns: columns, bytes: bytes)
  }

  private func size(_ rows: Int, _ columns: Int) -> (rows: Int, columns: Int) {
    let scale = min(1, Double(maximumSide) / Double(max(rows, columns, 1)))
    func scaled(_ length: Int) -> Int { max(1, Int((Double(length) * scale).rounded())) }
    return (scaled(rows), scaled(columns))
  }
}
