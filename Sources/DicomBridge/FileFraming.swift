/// Where the data set of a file starts and how it is written: PS3.10 section 7.
struct FileFraming {
  /// Whether the 128 bytes of preamble and "DICM" are there.
  let hasPreamble: Bool
  /// (0002,0010), or what a data set without file meta information looks like.
  let transferSyntaxUID: String
  /// (0002,0002), for data sets that state no class of their own, such as a DICOMDIR.
  let mediaStorageSOPClassUID: String?
  /// The first byte of the data set.
  let start: Int
  /// What the data set is written in, once it is inflated.
  let encoding: Encoding

  var isDeflated: Bool { TransferSyntax.isDeflated(transferSyntaxUID) }

  /// Reads the file meta information, or guesses where there is none.
  init(of source: inout ByteSource) throws(DicomError) {
    hasPreamble = try Self.hasMagic(&source)
    var position = hasPreamble ? 132 : 0
    var stated: String?
    var storageClass: String?
    while position + 8 <= source.count,
      try source.word(at: position, bigEndian: false) == 0x0002
    {
      let header = try ElementHeader(at: position, of: &source, encoding: .explicitLittleEndian)
      guard let length = header.length, length <= 1 << 20 else {
        throw .malformed("the file meta information has an element of an impossible length")
      }
      guard header.start + length <= source.count else { throw .truncated }
      if header.tag == Tag(0x0002, 0x0010) {
        stated = uidText(try source.bytes(header.start..<header.start + length))
      }
      if header.tag == Tag(0x0002, 0x0002) {
        storageClass = uidText(try source.bytes(header.start..<header.start + length))
      }
      position = header.start + length
    }
    guard position + 8 <= source.count else {
      // A preamble, or file meta information, and then nothing.
      throw hasPreamble || position > 0 ? .truncated : .notDicom
    }
    start = position
    mediaStorageSOPClassUID = storageClass
    if let stated, TransferSyntax.isDeflated(stated) {
      transferSyntaxUID = stated
      encoding = .explicitLittleEndian
      return
    }
    let seen = try Self.encodingSeen(at: position, of: &source)
    guard seen != nil || hasPreamble || position > 0 else { throw .notDicom }
    encoding = seen ?? Self.encodingStated(stated)
    transferSyntaxUID = stated.flatMap { $0.isEmpty ? nil : $0 } ?? Self.syntax(of: encoding)
  }

  private static func hasMagic(_ source: inout ByteSource) throws(DicomError) -> Bool {
    guard source.count >= 132 else { return false }
    return try source.bytes(128..<132) == Array("DICM".utf8)
  }

  /// What the first element shows, whatever the meta information says; nil when it shows nothing.
  ///
  /// A data set starts with group 0008 (or 0004, a DICOMDIR): byte order and form are plain.
  private static func encodingSeen(
    at position: Int,
    of source: inout ByteSource
  ) throws(DicomError) -> Encoding? {
    let little = try source.word(at: position, bigEndian: false)
    let big = try source.word(at: position, bigEndian: true)
    let isBigEndian: Bool
    switch (little, big) {
    case (0x0004, _), (0x0008, _): isBigEndian = false
    case (_, 0x0004), (_, 0x0008): isBigEndian = true
    default: return nil
    }
    let representation = ValueRepresentation(
      try source.byte(at: position + 4),
      try source.byte(at: position + 5)
    )
    if representation.isKnown { return Encoding(isImplicit: false, isBigEndian: isBigEndian) }
    // Implicit VR is little endian, and its first elements are short texts.
    let length = try source.long(at: position + 4, bigEndian: false)
    let isPlausible = !isBigEndian && (length <= 1 << 16 || length == 0xFFFF_FFFF)
    return isPlausible ? .implicitLittleEndian : nil
  }

  private static func encodingStated(_ uid: String?) -> Encoding {
    switch uid {
    case TransferSyntax.implicitLittleEndian.rawValue, nil: .implicitLittleEndian
    case TransferSyntax.explicitBigEndian.rawValue: .explicitBigEndian
    default: .explicitLittleEndian
    }
  }

  private static func syntax(of encoding: Encoding) -> String {
    let syntax: TransferSyntax =
      if encoding.isImplicit {
        .implicitLittleEndian
      } else if encoding.isBigEndian {
        .explicitBigEndian
      } else {
        .explicitLittleEndian
      }
    return syntax.rawValue
  }
}

/// A UID as its value states it: digits and dots, at most 64, without the padding zero.
func uidText(_ value: [UInt8]) -> String {
  let kept = value.prefix { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }
  return String(decoding: kept.prefix(64), as: UTF8.self)
}
