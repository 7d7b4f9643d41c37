extension PhantomSet {
  /// What arrives when something went wrong; none of it may stop the daemon.
  static let broken: [Entry] = [
    small(101, "cut-in-header", "the file ends in its header", .explicitLittleEndian)
      .refused("truncated", .cutAfter(bytes: 620)),
    small(102, "cut-native", "the file ends in native pixels", .explicitLittleEndian)
      .refused("truncated", .cut(part: 0.6)),
    small(103, "cut-last-bytes", "the last two bytes are missing", .implicitLittleEndian)
      .refused("truncated", .missing(lastBytes: 2)),
    small(104, "cut-jpeg-lossless", "the file ends in JPEG lossless pixels", .jpegLosslessSV1)
      .refused("truncated", .cut(part: 0.7)),
    small(105, "cut-jpeg-2000", "the file ends in JPEG 2000 pixels", .jpeg2000Lossless)
      .refused("truncated", .cut(part: 0.5)),
    small(106, "cut-jpeg-ls", "the file ends in JPEG-LS pixels", .jpegLS)
      .refused("truncated", .cut(part: 0.9)),
    small(107, "cut-deflated", "the file ends in a deflated stream", .deflated)
      .refused("truncated", .cut(part: 0.5)),
    small(108, "endless-pixel-data", "Pixel Data claims 4 GB", .explicitLittleEndian)
      .refused("truncated", .endlessPixelData),
    small(109, "rows-beyond-pixels", "Rows is twice what Pixel Data holds", .explicitLittleEndian) {
      $0.claimedRows = $0.film.rows * 2
    }.refused("malformed"),
    small(110, "rows-beyond-codestream", "Rows is twice what the JPEG frame has", .jpegLossless) {
      $0.claimedRows = $0.film.rows * 2
    }.refused("malformed"),
    small(111, "gigantic", "65535 rows and columns over a small JPEG frame", .jpegLosslessSV1) {
      $0.claimedRows = 65535
      $0.claimedColumns = 65535
    }.refused("too-large"),
    small(112, "unsupported-mpeg4", "a meta header that claims MPEG-4", .jpegBaseline) {
      $0.claimedTransferSyntaxUID = "1.2.840.10008.1.2.4.102"
      $0.form.bitsStored = 8
    }.refused("unsupported-transfer-syntax"),
    small(113, "unsupported-jpip", "pixels that are to be fetched by JPIP", .jpeg2000Lossless) {
      $0.claimedTransferSyntaxUID = "1.2.840.10008.1.2.4.94"
    }.refused("unsupported-transfer-syntax"),
    refused("nested-sequences", "6000 sequences in each other", "nesting-too-deep", nested),
    refused("text", "a note with the ending .dcm", "not-dicom", StrayBytes.text),
    refused("zeros", "nothing but zeros", "not-dicom", StrayBytes.zeros),
    refused("png", "a PNG with the ending .dcm", "not-dicom", StrayBytes.png),
    refused(
      "preamble-only",
      "a preamble and nothing behind it",
      "truncated",
      StrayBytes.tiffPreamble
    ),
  ]

  private static let nested = StrayBytes.nested(depth: 6000)

  /// A film of few pixels: what is wrong with it does not depend on them.
  private static func small(
    _ number: Int,
    _ file: String,
    _ shows: String,
    _ syntax: PhantomTransferSyntax,
    _ change: (inout PhantomImage) -> Void = { _ in }
  ) -> Entry {
    .film(number, "broken-" + file, shows) {
      $0.film.columns = 240
      $0.syntax = syntax
      change(&$0)
    }
  }

  private static func refused(
    _ file: String,
    _ shows: String,
    _ reason: String,
    _ bytes: [UInt8]
  ) -> Entry {
    .stray("broken-" + file, shows, .quarantined, reason: reason, .bytes(bytes))
  }
}
