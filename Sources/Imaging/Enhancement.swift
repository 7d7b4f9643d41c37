internal import COpenCV

/// The grey-value operations of the preprocessing steps, as OpenCV does them, pixel for pixel.
///
/// All are pure, single-threaded and deterministic; an empty picture is refused.
extension Raster where Sample == UInt8 {
  /// Contrast-limited adaptive histogram equalization (Zuiderveld 1994).
  ///
  /// - Parameters:
  ///   - clipLimit: how far a bin may rise above the mean, in means; 0 clips nothing.
  ///   - tiles: the picture is cut into `tiles` x `tiles` regions, at least 1.
  /// - Returns: the equalized picture, of the same size.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func clahe(clipLimit: Double, tiles: Int) throws(EnhancementError) -> GrayImage {
    try sameSize("CLAHE") { ccv_clahe($0, clipLimit, Int32(clamping: tiles), $1) }
  }

  /// The median of the `size` x `size` pixels around each; borders repeat the edge.
  ///
  /// - Parameter size: odd, at least 3.
  /// - Returns: the smoothed picture, of the same size.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func medianBlurred(size: Int) throws(EnhancementError) -> GrayImage {
    try sameSize("median blur") { ccv_median_blur($0, Int32(clamping: size), $1) }
  }

  /// 255 where a pixel exceeds the Gaussian-weighted mean around it less `offset`, else 0.
  ///
  /// - Parameters:
  ///   - blockSize: the side of the surroundings, odd, at least 3.
  ///   - offset: what is taken from the mean.
  /// - Returns: a picture of 0 and 255, of the same size.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func adaptiveThreshold(
    blockSize: Int,
    offset: Double
  ) throws(EnhancementError) -> GrayImage {
    try sameSize("adaptive threshold") {
      ccv_adaptive_threshold($0, Int32(clamping: blockSize), offset, $1)
    }
  }

  /// 255 where a pixel exceeds the threshold that separates two classes best (Otsu 1979), else 0.
  ///
  /// - Returns: the threshold, and a picture of 0 and 255 of the same size.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func otsuThreshold() throws(EnhancementError) -> (threshold: Double, image: GrayImage) {
    var threshold = 0.0
    let image = try sameSize("Otsu threshold") { ccv_otsu($0, &threshold, $1) }
    return (threshold, image)
  }

  /// OpenCV's JET colours: 0 dark blue, 128 green, 255 dark red.
  ///
  /// - Returns: a colour picture of the same size.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func jetColored() throws(EnhancementError) -> ColorImage {
    let bytes = try filled("colour map", count: rows * columns * 3) { (out: inout [UInt8]) in
      withSource { ccv_jet($0, &out) }
    }
    return ColorImage(rows: rows, columns: columns, bytes: bytes)
  }

  /// The picture in another size: each pixel the mean of its area when neither side grows, else
  /// bilinear.
  ///
  /// - Parameters:
  ///   - rows: the new height, at least 1.
  ///   - columns: the new width, at least 1.
  /// - Returns: the resized picture.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func resized(rows: Int, columns: Int) throws(EnhancementError) -> GrayImage {
    try resized(.uint8, fill: 0, rows: rows, columns: columns)
  }

  private func sameSize(
    _ operation: String,
    _ body: (ccv_source, UnsafeMutablePointer<UInt8>) -> ccv_status
  ) throws(EnhancementError) -> GrayImage {
    let samples = try filled(operation, count: rows * columns) { (out: inout [UInt8]) in
      withSource { body($0, &out) }
    }
    return GrayImage(rows: rows, columns: columns, samples: samples)
  }
}

extension Raster where Sample == Float {
  /// The map in another size; as for grey pictures.
  ///
  /// - Parameters:
  ///   - rows: the new height, at least 1.
  ///   - columns: the new width, at least 1.
  /// - Returns: the resized map.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public func resized(rows: Int, columns: Int) throws(EnhancementError) -> FloatMap {
    try resized(.float32, fill: 0, rows: rows, columns: columns)
  }
}

extension Raster {
  /// The part inside a box.
  ///
  /// - Precondition: the box lies inside the picture.
  public func cropped(to box: PixelBox) -> Self {
    precondition(box.left >= 0 && box.top >= 0 && box.width >= 0 && box.height >= 0)
    precondition(box.left + box.width <= columns && box.top + box.height <= rows)
    var part: [Sample] = []
    part.reserveCapacity(box.width * box.height)
    for row in box.top..<box.top + box.height {
      let start = row * columns + box.left
      part.append(contentsOf: samples[start..<start + box.width])
    }
    return Self(rows: box.height, columns: box.width, samples: part)
  }

  fileprivate func resized(
    _ kind: ccv_sample,
    fill: Sample,
    rows newRows: Int,
    columns newColumns: Int
  ) throws(EnhancementError) -> Self {
    guard (1...32_767).contains(newRows), (1...32_767).contains(newColumns) else {
      throw .refused(operation: "resize", reason: "to \(newColumns) x \(newRows) pixels")
    }
    if newRows == rows && newColumns == columns { return self }
    var out = [Sample](repeating: fill, count: newRows * newColumns)
    let status = withSource { source in
      out.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map {
          ccv_resize(source, kind, Int32(newRows), Int32(newColumns), $0)
        } ?? ccv_status()
      }
    }
    try EnhancementError.check(status, "resize")
    return Self(rows: newRows, columns: newColumns, samples: out)
  }
}
