/// The transfer syntaxes that are decoded here, PS3.5 section 10 and PS3.6 table A-1.
enum TransferSyntax: String, CaseIterable {
  case implicitLittleEndian = "1.2.840.10008.1.2"
  case explicitLittleEndian = "1.2.840.10008.1.2.1"
  case explicitBigEndian = "1.2.840.10008.1.2.2"
  case deflatedExplicitLittleEndian = "1.2.840.10008.1.2.1.99"
  case runLength = "1.2.840.10008.1.2.5"
  case jpegBaseline = "1.2.840.10008.1.2.4.50"
  case jpegExtended = "1.2.840.10008.1.2.4.51"
  case jpegLossless = "1.2.840.10008.1.2.4.57"
  case jpegLosslessFirstOrder = "1.2.840.10008.1.2.4.70"
  case jpegLSLossless = "1.2.840.10008.1.2.4.80"
  case jpegLSNearLossless = "1.2.840.10008.1.2.4.81"
  case jpeg2000Lossless = "1.2.840.10008.1.2.4.90"
  case jpeg2000 = "1.2.840.10008.1.2.4.91"
  case highThroughputLossless = "1.2.840.10008.1.2.4.201"
  case highThroughputLosslessProgressive = "1.2.840.10008.1.2.4.202"
  case highThroughput = "1.2.840.10008.1.2.4.203"

  /// How a frame is packed.
  enum Packing { case native, runLength, jpeg, jpeg2000 }

  var packing: Packing {
    switch self {
    case .implicitLittleEndian, .explicitLittleEndian, .explicitBigEndian,
      .deflatedExplicitLittleEndian:
      .native
    case .runLength: .runLength
    case .jpegBaseline, .jpegExtended, .jpegLossless, .jpegLosslessFirstOrder, .jpegLSLossless,
      .jpegLSNearLossless:
      .jpeg
    case .jpeg2000Lossless, .jpeg2000, .highThroughputLossless,
      .highThroughputLosslessProgressive, .highThroughput:
      .jpeg2000
    }
  }

  /// Whether the syntax itself says that the picture lost something (PS3.3 C.7.6.1.1.5).
  var isLossy: Bool {
    self == .jpegBaseline || self == .jpegExtended || self == .jpegLSNearLossless
  }

  /// Deflated data sets, also of syntaxes whose pixels are not decoded here: JPIP's.
  static func isDeflated(_ uid: String) -> Bool {
    uid == deflatedExplicitLittleEndian.rawValue
      || ["1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.205"].contains(uid)
  }
}

/// How data elements are written.
struct Encoding: Hashable {
  var isImplicit: Bool
  var isBigEndian: Bool

  static let implicitLittleEndian = Encoding(isImplicit: true, isBigEndian: false)
  static let explicitLittleEndian = Encoding(isImplicit: false, isBigEndian: false)
  static let explicitBigEndian = Encoding(isImplicit: false, isBigEndian: true)
}
