internal import COpenCV

extension ColorImage {
  /// The picture with a line of text in a black strip below it, so that nothing of it is covered.
  ///
  /// Characters outside ASCII become question marks: OpenCV's Hershey fonts have no others.
  ///
  /// - Parameter text: one line; it is shrunk until it fits the width.
  /// - Returns: a picture of the same width, higher by the strip.
  /// - Throws: why OpenCV refused, such as an empty picture.
  public func captioned(_ text: String) throws(EnhancementError) -> ColorImage {
    let height = max(14, min(28, columns / 24))
    let strip = GrayImage(rows: height, columns: columns, filledWith: 0)
    let ascii = String(text.map { $0.isASCII ? $0 : "?" })
    let letters: [UInt8] = try filled("caption", count: height * columns) { out in
      strip.withSource { source in ccv_caption(source, ascii, &out) }
    }
    return ColorImage(
      rows: rows + height,
      columns: columns,
      bytes: bytes
        + ColorImage(GrayImage(rows: height, columns: columns, samples: letters)).bytes
    )
  }
}
