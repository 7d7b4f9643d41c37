internal import Foundation

/// What happened to a sound file on its way.
enum Breakage: Sendable, Hashable {
  /// Only the first part came, 0 to 1 of the bytes.
  case cut(part: Double)
  /// Only so many bytes came.
  case cutAfter(bytes: Int)
  /// The last so many bytes are missing.
  case missing(lastBytes: Int)
  /// Native Pixel Data claims 4 GB.
  case endlessPixelData

  func applied(to file: Data) -> Data {
    switch self {
    case .cut(let part): return file.prefix(Int(Double(file.count) * part))
    case .cutAfter(let bytes): return file.prefix(bytes)
    case .missing(let lastBytes): return file.dropLast(lastBytes)
    case .endlessPixelData:
      // (7FE0,0010) OW in explicit little endian; the length follows two reserved bytes.
      let element = Data([0xE0, 0x7F, 0x10, 0x00, 0x4F, 0x57, 0, 0])
      guard let place = file.range(of: element) else { return file }
      var broken = file
      broken.replaceSubrange(
        place.upperBound..<place.upperBound + 4,
        with: [0xFE, 0xFF, 0xFF, 0xFF]
      )
      return broken
    }
  }
}

/// Bytes that are no DICOM file, or hardly one.
enum StrayBytes {
  /// Text that someone named .dcm.
  static let text = Array(
    """
    Phantom set: this is a note, not an image.
    It was saved with the wrong ending and has no preamble, no data set and no pixels.

    """.utf8
  )

  static let zeros = [UInt8](repeating: 0, count: 5000)

  /// A preamble and the magic word, and nothing behind them.
  static let preamble = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)

  /// The same with the beginning of a TIFF in the preamble, which PS3.10 7.1 leaves to the writer.
  static let tiffPreamble = Array("II*\u{0}".utf8) + preamble.dropFirst(4)

  /// A grey PNG of one pixel.
  static let png: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B,
    0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0x68, 0x00, 0x00, 0x00,
    0x82, 0x00, 0x81, 0xDA, 0x45, 0x08, 0x3B, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE,
    0x42, 0x60, 0x82,
  ]

  /// Sequences in sequences, each in an item of the one around it; all are closed again.
  static func nested(depth: Int) -> [UInt8] {
    let undefined: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    // (0008,1140) SQ and an item, both of undefined length.
    let open: [UInt8] =
      [0x08, 0x00, 0x40, 0x11, 0x53, 0x51, 0, 0] + undefined + [0xFE, 0xFF, 0x00, 0xE0] + undefined
    let close: [UInt8] =
      [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0] + [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]
    let syntax: [UInt8] = [0x02, 0x00, 0x10, 0x00, 0x55, 0x49, 20, 0]
    let uid = Array(PhantomTransferSyntax.explicitLittleEndian.rawValue.utf8) + [0]
    let group: [UInt8] = [0x02, 0x00, 0x00, 0x00, 0x55, 0x4C, 4, 0, 28, 0, 0, 0]
    let sequences = [open, close].map { piece in (0..<depth).flatMap { _ in piece } }
    return preamble + group + syntax + uid + sequences.flatMap(\.self)
  }
}
