/// How the samples of a frame are stored: PS3.3 C.7.6.3.1, checked.
struct PixelLayout {
  let rows: Int
  let columns: Int
  /// 8 or 16.
  let bitsAllocated: Int
  /// 1 to `bitsAllocated`.
  let bitsStored: Int
  /// How far the stored bits lie above bit 0: 0 unless High Bit says otherwise (retired).
  let shift: Int
  let isSigned: Bool
  let numberOfFrames: Int

  var pixels: Int { rows * columns }
  var bytesPerSample: Int { bitsAllocated / 8 }

  /// Checks a header.
  ///
  /// - Throws: `unsupportedPhotometric`, `unsupportedPixelFormat`, `tooLarge`, or `malformed` with
  ///   the rule that is broken.
  init(_ header: DicomHeader, limits: DicomLimits) throws(DicomError) {
    guard let photometric = header.photometricInterpretation else {
      throw .malformed("Photometric Interpretation is absent")
    }
    guard photometric == "MONOCHROME1" || photometric == "MONOCHROME2" else {
      throw .unsupportedPhotometric(Self.named(photometric))
    }
    guard header.samplesPerPixel ?? 1 == 1 else {
      throw .malformed("a monochrome picture has more than one sample per pixel")
    }
    guard let rows = header.rows, let columns = header.columns, rows > 0, columns > 0 else {
      throw .malformed("Rows or Columns is absent or zero")
    }
    guard rows * columns <= limits.maximumPixels else {
      throw .tooLarge(what: "number of pixels", limit: limits.maximumPixels)
    }
    guard let allocated = header.bitsAllocated, let stored = header.bitsStored else {
      throw .malformed("Bits Allocated or Bits Stored is absent")
    }
    guard allocated == 8 || allocated == 16 else {
      throw .unsupportedPixelFormat("\(allocated) bits allocated")
    }
    guard 1...allocated ~= stored else {
      throw .malformed("Bits Stored does not fit into Bits Allocated")
    }
    let highBit = header.highBit ?? stored - 1
    guard stored - 1..<allocated ~= highBit else {
      throw .malformed("High Bit does not fit Bits Stored and Bits Allocated")
    }
    self.rows = rows
    self.columns = columns
    bitsAllocated = allocated
    bitsStored = stored
    shift = highBit - (stored - 1)
    isSigned = header.pixelRepresentation == 1
    numberOfFrames = max(1, header.numberOfFrames ?? 1)
  }

  /// The defined terms of PS3.3 C.7.6.3.1.2; anything else could be any text.
  private static func named(_ photometric: String) -> String {
    let terms = [
      "PALETTE COLOR", "RGB", "HSV", "ARGB", "CMYK", "YBR_FULL", "YBR_FULL_422",
      "YBR_PARTIAL_422", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", "XYB",
    ]
    return terms.contains(photometric) ? photometric : "of an unknown kind"
  }
}
