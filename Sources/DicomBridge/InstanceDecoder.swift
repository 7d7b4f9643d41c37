import CDcmtk
internal import Imaging

/// Decodes in the process that calls it.
///
/// Inside of the sandboxed worker, and for tests; the product itself decodes through workers.
public struct InstanceDecoder: InstanceReading {
  private let limits: DicomLimits

  /// A decoder that refuses files beyond some limits.
  public init(limits: DicomLimits = .standard) {
    self.limits = limits
  }

  /// Walks the whole structure, and misses the pixels that a description announces.
  public func checkCompleteness(of file: OpenFile) throws(DicomError) {
    guard try !walked(file).lacksItsPixels else { throw .truncated }
  }

  /// The attributes; no pixel data is read.
  public func header(of file: OpenFile) throws(DicomError) -> DicomHeader {
    try walked(file).header()
  }

  /// The attributes and the first frame.
  public func radiograph(of file: OpenFile) throws(DicomError) -> DecodedInstance {
    var walk = DatasetWalk(ByteSource(file), limits: limits)
    let file = try walk.file()
    let header = file.header()
    guard let pixels = file.pixels else {
      guard !file.hasFloatPixels else { throw .unsupportedPixelFormat("floating-point numbers") }
      throw .noPixelData
    }
    let syntax = try Self.transferSyntax(header.transferSyntaxUID)
    let layout = try PixelLayout(header, limits: limits)
    let grayscale = try GrayscaleReading(file.dataset, layout: layout)
    let frame = try Self.frame(pixels, of: &walk.source, syntax, layout, file.framing.encoding)
    return DecodedInstance(
      header: header,
      radiograph: Radiograph(
        rows: layout.rows,
        columns: layout.columns,
        storedValues: frame.values,
        bitsStored: layout.bitsStored,
        isSigned: layout.isSigned,
        modalityLUT: grayscale.modality,
        voiLUT: grayscale.voi,
        isInverted: grayscale.isInverted
      ),
      flags: file.flags(syntax, layout) + frame.flags + grayscale.flags,
      decoderName: frame.decoderName
    )
  }

  /// The attributes that stand before the place where a file is broken.
  public func headerBeforeFault(of file: OpenFile) throws(DicomError) -> DicomHeader {
    var walk = DatasetWalk(ByteSource(file), limits: limits)
    do throws(DicomError) {
      return try walk.file().header()
    } catch {
      guard let before = walk.readBeforeFault else { throw error }
      return before.header()
    }
  }

  private func walked(_ file: OpenFile) throws(DicomError) -> WalkedFile {
    var walk = DatasetWalk(ByteSource(file), limits: limits)
    return try walk.file()
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
    _ encoding: Encoding
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
        layout: layout
      )
    case .fragments(let items):
      let fragments = try FrameFragments(items: items, of: &source, layout: layout)
      let codestream = try fragments.codestream(of: &source, packing: syntax.packing)
      return try StoredFrame(codestream: codestream, packing: syntax.packing, layout: layout)
    }
  }
}

extension WalkedFile {
  /// Whether Rows are stated and no pixel data follow.
  fileprivate var lacksItsPixels: Bool {
    dataset.elements[Attributes.rows] != nil && pixels == nil && !hasFloatPixels
  }

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
