import CDcmtk
internal import Imaging

/// The one door to decoding DICOM files.
///
/// Every call opens the file anew, walks its structure within `limits` and either gives a value or
/// throws the reason why not. Blocking work: call it on a thread that may block. What lies behind
/// this type may move into a child process; nothing else in the program touches CDcmtk.
public struct DicomDecoder: Sendable {
  private let limits: DicomLimits

  /// A decoder that refuses files beyond some limits.
  public init(limits: DicomLimits = .standard) {
    self.limits = limits
  }

  /// Whether all of a file is there, by its structure; no pixel data is read.
  ///
  /// Deflated data sets have to be inflated for this. A file that describes a picture and ends,
  /// between two elements, before its pixel data counts as truncated too.
  public func completeness(of path: String) -> FileCompleteness {
    do throws(DicomError) {
      return try walked(path).lacksItsPixels ? .truncated : .whole
    } catch {
      switch error {
      case .truncated, .emptyFile: return .truncated
      case .unreadable(let errno): return .unreadable(errno: errno)
      default: return .notDicom(error)
      }
    }
  }

  /// The attributes of an instance; no pixel data is read.
  ///
  /// Reports, presentation states and the like are no error: they have no pixel data.
  ///
  /// - Throws: `truncated` for a file that ends early, or why it cannot be read.
  public func header(of path: String) throws(DicomError) -> DicomHeader {
    try walked(path).header()
  }

  /// The attributes and the first frame of an instance.
  ///
  /// - Throws: the reason why there is no picture. A codestream that does not fill exactly
  ///   Rows x Columns is never returned in part.
  public func radiograph(of path: String) throws(DicomError) -> DecodedInstance {
    var walk = DatasetWalk(try ByteSource(opening: path, limits: limits), limits: limits)
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
  ///
  /// For saying which study lacks a film; never for deciding on a view.
  ///
  /// - Parameter path: a file that `header(of:)` refused.
  /// - Returns: what could be read, or nil if that is nothing.
  public func headerBeforeFault(of path: String) -> DicomHeader? {
    do throws(DicomError) {
      var walk = DatasetWalk(try ByteSource(opening: path, limits: limits), limits: limits)
      do throws(DicomError) {
        return try walk.file().header()
      } catch {
        return walk.readBeforeFault?.header()
      }
    } catch {
      return nil
    }
  }

  private func walked(_ path: String) throws(DicomError) -> WalkedFile {
    var walk = DatasetWalk(try ByteSource(opening: path, limits: limits), limits: limits)
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
