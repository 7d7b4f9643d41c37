import CDcmtk

/// A file whose header has been read and checked, and whose first frame is to be decoded.
struct PictureReading: ~Copyable {
  private var walk: DatasetWalk
  private let file: WalkedFile
  private let header: DicomHeader
  private let pixels: PixelElement
  private let syntax: TransferSyntax
  private let layout: PixelLayout
  private let grayscale: GrayscaleReading

  /// How many samples the frame has.
  var count: Int { layout.pixels }

  init(_ source: OpenFile, limits: DicomLimits) throws(DicomError) {
    var walk = DatasetWalk(ByteSource(source), limits: limits)
    let file = try walk.file()
    let header = file.header()
    guard let pixels = file.pixels else {
      guard !file.hasFloatPixels else { throw .unsupportedPixelFormat("floating-point numbers") }
      throw .noPixelData
    }
    let syntax = try Self.transferSyntax(header.transferSyntaxUID)
    let layout = try PixelLayout(header, limits: limits)
    grayscale = try GrayscaleReading(file.dataset, layout: layout)
    self.walk = walk
    self.file = file
    self.header = header
    self.pixels = pixels
    self.syntax = syntax
    self.layout = layout
  }

  /// Decodes the frame.
  ///
  /// - Parameter room: `count` samples.
  /// - Returns: what they are.
  /// - Throws: the reason why there is no picture; the samples are then of no use.
  mutating func fill(
    _ room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> InstanceDescription {
    let frame = try Self.frame(
      pixels,
      of: &walk.source,
      syntax,
      layout,
      file.framing.encoding,
      room
    )
    var description = InstanceDescription()
    description.header = header
    description.rows = layout.rows
    description.columns = layout.columns
    description.bitsStored = layout.bitsStored
    description.isSigned = layout.isSigned
    description.modalityLUT = grayscale.modality
    description.voiLUT = grayscale.voi
    description.isInverted = grayscale.isInverted
    description.flags = file.flags(syntax, layout) + frame.flags + grayscale.flags
    description.decoderName = frame.decoderName
    return description
  }

  private static func transferSyntax(_ uid: String) throws(DicomError) -> TransferSyntax {
    if let syntax = TransferSyntax(rawValue: uid) { return syntax }
    throw .unsupportedTransferSyntax(
      uid: uid,
      name: cdcmtk_uid_name(uid).map { String(cString: $0) }
    )
  }

  private static func frame(
    _ pixels: PixelElement,
    of source: inout ByteSource,
    _ syntax: TransferSyntax,
    _ layout: PixelLayout,
    _ encoding: Encoding,
    _ room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> StoredFrame {
    switch pixels.extent {
    case .block(let block):
      guard syntax.packing == .native else {
        throw .malformed("Pixel Data is native in a transfer syntax that compresses it")
      }
      return try StoredFrame(
        native: &source,
        block: block,
        representation: pixels.representation,
        bigEndian: encoding.isBigEndian,
        layout: layout,
        into: room
      )
    case .fragments(let items):
      let fragments = try FrameFragments(items: items, of: &source, layout: layout)
      let codestream = try fragments.codestream(of: &source, packing: syntax.packing)
      return try StoredFrame(
        codestream: codestream,
        packing: syntax.packing,
        layout: layout,
        into: room
      )
    }
  }
}

extension WalkedFile {
  /// What the structure and the description of the pixels are worth telling.
  fileprivate func flags(_ syntax: TransferSyntax, _ layout: PixelLayout) -> [String] {
    let isLossy = syntax.isLossy || dataset.code(Attributes.lossyImageCompression) == "01"
    return [
      framing.hasPreamble ? nil : "no-preamble",
      hasTrailingBytes ? "trailing-bytes" : nil,
      isLossy ? "lossy" : nil,
      layout.numberOfFrames > 1 ? "several-frames" : nil,
    ].compactMap { $0 }
  }
}
