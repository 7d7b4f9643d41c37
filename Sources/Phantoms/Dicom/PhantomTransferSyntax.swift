/// The transfer syntaxes that the phantoms are written in: all that Debian 12's DCMTK and OpenJPEG
/// can encode.
///
/// HTJ2K is not among them: OpenJPEG 2.5 reads it and cannot write it.
public enum PhantomTransferSyntax: String, Sendable, Hashable, CaseIterable {
  /// Implicit VR Little Endian, the default of DICOM.
  case implicitLittleEndian = "1.2.840.10008.1.2"
  /// Explicit VR Little Endian.
  case explicitLittleEndian = "1.2.840.10008.1.2.1"
  /// Explicit VR Big Endian, retired.
  case explicitBigEndian = "1.2.840.10008.1.2.2"
  /// Deflated Explicit VR Little Endian.
  case deflated = "1.2.840.10008.1.2.1.99"
  /// RLE Lossless.
  case rle = "1.2.840.10008.1.2.5"
  /// JPEG Baseline (Process 1), 8 bits, lossy.
  case jpegBaseline = "1.2.840.10008.1.2.4.50"
  /// JPEG Extended (Process 2 & 4), 12 bits, lossy.
  case jpegExtended = "1.2.840.10008.1.2.4.51"
  /// JPEG Lossless, Non-Hierarchical (Process 14), written with selection value 6.
  case jpegLossless = "1.2.840.10008.1.2.4.57"
  /// JPEG Lossless, First-Order Prediction (Process 14, Selection Value 1).
  case jpegLosslessSV1 = "1.2.840.10008.1.2.4.70"
  /// JPEG-LS Lossless.
  case jpegLS = "1.2.840.10008.1.2.4.80"
  /// JPEG-LS Lossy (Near-Lossless).
  case jpegLSNear = "1.2.840.10008.1.2.4.81"
  /// JPEG 2000 (Lossless Only).
  case jpeg2000Lossless = "1.2.840.10008.1.2.4.90"
  /// JPEG 2000, here lossy.
  case jpeg2000 = "1.2.840.10008.1.2.4.91"

  /// The word for it in a command line and in `MANIFEST.csv`.
  public var name: String {
    switch self {
    case .implicitLittleEndian: "implicit-le"
    case .explicitLittleEndian: "explicit-le"
    case .explicitBigEndian: "explicit-be"
    case .deflated: "deflated"
    case .rle: "rle"
    case .jpegBaseline: "jpeg-baseline"
    case .jpegExtended: "jpeg-extended"
    case .jpegLossless: "jpeg-lossless"
    case .jpegLosslessSV1: "jpeg-lossless-sv1"
    case .jpegLS: "jpeg-ls"
    case .jpegLSNear: "jpeg-ls-near"
    case .jpeg2000Lossless: "jpeg-2000-lossless"
    case .jpeg2000: "jpeg-2000"
    }
  }

  /// Whether decoding gives other values than were encoded.
  public var isLossy: Bool {
    [.jpegBaseline, .jpegExtended, .jpegLSNear, .jpeg2000].contains(self)
  }

  /// The term of Lossy Image Compression Method (0028,2114), for the lossy ones.
  var lossyMethod: String? {
    switch self {
    case .jpegBaseline, .jpegExtended: "ISO_10918_1"
    case .jpegLSNear: "ISO_14495_1"
    case .jpeg2000: "ISO_15444_1"
    default: nil
    }
  }

  /// The most bits of a stored value that it takes.
  public var largestBitsStored: Int {
    switch self {
    case .jpegBaseline: 8
    case .jpegExtended: 12
    default: 16
    }
  }
}
