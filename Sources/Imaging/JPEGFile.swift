internal import CTurboJPEG

/// JPEG (ISO/IEC 10918) through libjpeg-turbo.
public enum JPEGFile {
  /// The three bytes that every JPEG starts with: SOI, and the start of the next marker.
  static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

  /// The grey values of a JPEG: its luma, as it is stored.
  ///
  /// A warning of the decoder, such as an early end, is an error: a film that is half grey must not
  /// be classified. A picture with more than 500 progressive scans is refused as hostile.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - limits: how large the picture may be.
  /// - Returns: 8-bit grey values.
  /// - Throws: `damaged`, `tooLarge`, `unsupported` (CMYK, YCCK) or `outOfMemory`.
  public static func decode(
    _ bytes: [UInt8],
    limits: PictureLimits = PictureLimits()
  ) throws(PictureError) -> GrayImage {
    guard let decoder = tjInitDecompress() else { throw .outOfMemory }
    defer { tjDestroy(decoder) }
    var width: Int32 = 0, height: Int32 = 0, subsampling: Int32 = 0, colorspace: Int32 = 0
    let described = tjDecompressHeader3(
      decoder,
      bytes,
      UInt(bytes.count),
      &width,
      &height,
      &subsampling,
      &colorspace
    )
    guard described == 0, width > 0, height > 0 else { throw damage(of: decoder) }
    try limits.check(rows: Int(height), columns: Int(width), of: .jpeg)
    let isInked = colorspace == TJCS_CMYK.rawValue || colorspace == TJCS_YCCK.rawValue
    guard !isInked else { throw .unsupported(.jpeg, reason: "CMYK inks instead of light") }
    var samples = [UInt8](repeating: 0, count: Int(width) * Int(height))
    let decoded = tjDecompress2(
      decoder,
      bytes,
      UInt(bytes.count),
      &samples,
      width,
      width,
      height,
      Int32(TJPF_GRAY.rawValue),
      TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS
    )
    guard decoded == 0 else { throw damage(of: decoder) }
    return GrayImage(rows: Int(height), columns: Int(width), samples: samples)
  }

  private static func damage(of decoder: tjhandle) -> PictureError {
    let reason = tjGetErrorStr2(decoder).map { String(cString: $0) } ?? "no reason given"
    return .damaged(.jpeg, reason: reason)
  }
}
