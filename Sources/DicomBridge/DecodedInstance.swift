public import Imaging

/// An instance with its first frame as stored values.
public struct DecodedInstance: Sendable {
  /// The attributes.
  public let header: DicomHeader
  /// Frame 0, and how to render it.
  public let radiograph: Radiograph
  /// What is worth knowing of how it was read, in a fixed order: `no-preamble`, `trailing-bytes`,
  /// `lossy`, `several-frames`, `high-bits-masked`, `shifted-high-bit`, `excess-pixel-data`,
  /// `invalid-rescale`, `several-windows`, `several-voi-luts`, `voi-lut-over-window`,
  /// `invalid-window`, `no-voi`, `presentation-conflict`.
  public let flags: [String]
  /// What decoded the pixels, with its version: `DCMTK 3.6.7`, `OpenJPEG 2.5.0` or `pacs-watch`.
  public let decoderName: String

  /// An instance of which everything is known.
  public init(
    header: DicomHeader,
    radiograph: Radiograph,
    flags: [String],
    decoderName: String
  ) {
    self.header = header
    self.radiograph = radiograph
    self.flags = flags
    self.decoderName = decoderName
  }

  /// The bytes that a pixel hash is taken over: equal for two instances exactly when their frames
  /// have the same size, depth and stored values, whatever they were compressed with.
  ///
  /// Rows, columns, bits stored and signedness as 32-bit little-endian numbers, then the stored
  /// values as 16-bit ones.
  public var pixelHashInput: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16 + radiograph.storedValues.count * 2)
    let facts = [
      radiograph.rows, radiograph.columns, radiograph.bitsStored, radiograph.isSigned ? 1 : 0,
    ]
    for fact in facts {
      withUnsafeBytes(of: UInt32(fact).littleEndian) { bytes.append(contentsOf: $0) }
    }
    for value in radiograph.storedValues {
      bytes.append(UInt8(truncatingIfNeeded: value))
      bytes.append(UInt8(value >> 8))
    }
    return bytes
  }
}
