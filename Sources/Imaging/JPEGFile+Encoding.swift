internal import CTurboJPEG

/// Small views for pages; a film that is kept is a PNG, since JPEG loses grey values.
extension JPEGFile {
  /// A picture of grey values as JPEG.
  ///
  /// - Parameters:
  ///   - image: rows x columns, neither 0.
  ///   - quality: 1 to 100.
  /// - Returns: the bytes of the file.
  /// - Throws: `notEncoded` or `outOfMemory`.
  public static func encode(
    _ image: GrayImage,
    quality: Int = 85
  ) throws(PictureError) -> [UInt8] {
    try encode(image.samples, image.rows, image.columns, TJPF_GRAY, TJSAMP_GRAY, quality)
  }

  /// A colour picture as JPEG, its colours at full resolution.
  ///
  /// - Parameters:
  ///   - image: rows x columns, neither 0.
  ///   - quality: 1 to 100.
  /// - Returns: the bytes of the file.
  /// - Throws: `notEncoded` or `outOfMemory`.
  public static func encode(
    _ image: ColorImage,
    quality: Int = 85
  ) throws(PictureError) -> [UInt8] {
    try encode(image.bytes, image.rows, image.columns, TJPF_RGB, TJSAMP_444, quality)
  }

  private static func encode(
    _ samples: [UInt8],
    _ rows: Int,
    _ columns: Int,
    _ format: TJPF,
    _ subsampling: TJSAMP,
    _ quality: Int
  ) throws(PictureError) -> [UInt8] {
    precondition((1...100).contains(quality))
    // A JPEG's sides are 16-bit numbers.
    guard (1...65_535).contains(rows), (1...65_535).contains(columns) else {
      throw .notEncoded(reason: "\(columns) x \(rows) pixels")
    }
    guard let encoder = tjInitCompress() else { throw .outOfMemory }
    defer { tjDestroy(encoder) }
    var buffer: UnsafeMutablePointer<UInt8>?
    var length: UInt = 0
    defer { tjFree(buffer) }
    let status = tjCompress2(
      encoder,
      samples,
      Int32(columns),
      0,
      Int32(rows),
      Int32(format.rawValue),
      &buffer,
      &length,
      Int32(subsampling.rawValue),
      Int32(quality),
      TJFLAG_ACCURATEDCT
    )
    guard status == 0, let buffer else {
      throw .notEncoded(reason: tjGetErrorStr2(encoder).map { String(cString: $0) } ?? "no reason")
    }
    return Array(UnsafeBufferPointer(start: buffer, count: Int(length)))
  }
}
