/// The SIZ segment of a JPEG 2000 codestream (ITU-T T.800 A.5.1), read before OpenJPEG allocates.
struct JPEG2000Size {
  private static let maximumTiles = 8192

  /// Where the codestream starts: 0, or behind the boxes of a JP2 file that was put into DICOM
  /// whole, against PS3.5 A.4.4.
  let start: Int

  /// Checks the dimensions.
  ///
  /// - Throws: `malformed` when they are not Rows x Columns, one component, in at most 8,192 tiles.
  init(_ bytes: [UInt8], layout: PixelLayout) throws(DicomError) {
    start = try Self.codestreamStart(bytes)
    guard bytes.count >= start + 51 else { throw .truncated }
    let words = bytes[start...].prefix(8)
    guard words.prefix(4) == [0xFF, 0x4F, 0xFF, 0x51] else {
      throw .malformed("the codestream does not start like JPEG 2000")
    }
    func long(_ index: Int) -> Int {
      bytes[(start + 8 + index * 4)...].prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }
    let (width, height) = (long(0) - long(2), long(1) - long(3))
    guard width == layout.columns, height == layout.rows else {
      throw .malformed("the JPEG 2000 image is not of Rows x Columns")
    }
    let (tileWidth, tileHeight) = (long(4), long(5))
    guard tileWidth > 0, tileHeight > 0, long(6) <= long(2), long(7) <= long(3) else {
      throw .malformed("the JPEG 2000 tiles have an impossible size")
    }
    let across = (long(0) - long(6) + tileWidth - 1) / tileWidth
    let down = (long(1) - long(7) + tileHeight - 1) / tileHeight
    guard across <= Self.maximumTiles, down <= Self.maximumTiles,
      across * down <= Self.maximumTiles
    else { throw .tooLarge(what: "number of JPEG 2000 tiles", limit: Self.maximumTiles) }
    let components = Int(bytes[start + 40]) << 8 | Int(bytes[start + 41])
    guard components == 1 else {
      throw .malformed("the JPEG 2000 image has \(components) components")
    }
  }

  /// Passes over the boxes of a JP2 file to its codestream box.
  private static func codestreamStart(_ bytes: [UInt8]) throws(DicomError) -> Int {
    guard bytes.starts(with: [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20]) else { return 0 }
    var position = 0
    while position + 8 <= bytes.count {
      let length = bytes[position...].prefix(4).reduce(0) { $0 << 8 | Int($1) }
      if bytes[(position + 4)...].prefix(4) == [0x6A, 0x70, 0x32, 0x63] { return position + 8 }
      guard length >= 8 else { break }
      position += length
    }
    throw .malformed("a JP2 file holds no codestream box that is understood")
  }
}
