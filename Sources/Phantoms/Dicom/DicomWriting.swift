internal import CDcmtkWriter
internal import Foundation

/// The samples of a file as they are to lie in it.
struct StoredFrame: Sendable {
  let rows: Int
  let columns: Int
  /// One 16-bit cell a pixel, everything included that Bits Stored leaves out.
  let cells: [UInt16]
  let bitsAllocated: Int
  let bitsStored: Int
  let isSigned: Bool
}

/// What stands in front of the data set, or that nothing does.
struct MetaHeader: Sendable {
  var sopClassUID: String
  var sopInstanceUID: String
  /// What the header claims, if not the transfer syntax that the file is in.
  var claimedTransferSyntaxUID: String?
  /// False for a bare data set, without preamble and meta header.
  var isWritten = true
}

/// Writes a DICOM file through DCMTK.
struct DicomWriting: ~Copyable {
  private let dataset: OpaquePointer
  private let file: URL

  /// Begins a file; nothing is on the disk before `finish`.
  init(_ file: URL) throws(PhantomError) {
    guard let dataset = cdcmtkwriter_create() else {
      throw .encoder(file: file.lastPathComponent, cause: "out of memory")
    }
    self.dataset = dataset
    self.file = file
  }

  deinit { cdcmtkwriter_destroy(dataset) }

  /// Puts attributes, in any order; DCMTK sorts them.
  func put(_ attributes: [DicomAttribute]) throws(PhantomError) {
    for attribute in attributes { try put(attribute) }
  }

  /// Encodes and puts the pixels.
  ///
  /// - Parameters:
  ///   - frame: the samples.
  ///   - syntax: how they are encoded.
  /// - Returns: the ratio of their size before to the one after.
  /// - Throws: `PhantomError.encoder`.
  func put(
    _ frame: StoredFrame,
    _ syntax: PhantomTransferSyntax
  ) throws(PhantomError) -> Double {
    var encodedBytes = 0
    let loss = CDcmtkWriterLoss(jpeg_quality: 92, jpeg_ls_near: 2, jpeg_2000_ratio: 10)
    let status = frame.cells.withUnsafeBufferPointer { cells in
      cells.baseAddress.map { base in
        let described = CDcmtkWriterFrame(
          cells: base,
          rows: UInt16(frame.rows),
          columns: UInt16(frame.columns),
          bits_allocated: UInt16(frame.bitsAllocated),
          bits_stored: UInt16(frame.bitsStored),
          is_signed: frame.isSigned
        )
        return cdcmtkwriter_put_pixels(dataset, syntax.rawValue, described, loss, &encodedBytes)
      }
    }
    guard let status else {
      throw .encoder(file: file.lastPathComponent, cause: "the frame has no pixels")
    }
    try check(status)
    return Double(frame.cells.count * frame.bitsAllocated / 8) / Double(encodedBytes)
  }

  /// Writes the file.
  consuming func finish(
    _ syntax: PhantomTransferSyntax,
    _ meta: MetaHeader
  ) throws(PhantomError) {
    let claimed = meta.claimedTransferSyntaxUID ?? syntax.rawValue
    let status = claimed.withCString { claimed in
      meta.sopClassUID.withCString { sopClass in
        meta.sopInstanceUID.withCString { instance in
          Self.implementationClassUID.withCString { implementation in
            Self.implementationVersionName.withCString { version in
              cdcmtkwriter_write(
                dataset,
                file.path,
                syntax.rawValue,
                CDcmtkWriterMetaHeader(
                  has_meta_header: meta.isWritten,
                  transfer_syntax_uid: claimed,
                  sop_class_uid: sopClass,
                  sop_instance_uid: instance,
                  implementation_class_uid: implementation,
                  implementation_version_name: version
                )
              )
            }
          }
        }
      }
    }
    try check(status)
  }

  /// Fixed, so that a newer DCMTK does not change the files.
  private static let implementationClassUID = "2.25.225168361274309836214506120213478110219"
  private static let implementationVersionName = "PACSWATCH"

  private func put(_ attribute: DicomAttribute) throws(PhantomError) {
    let (group, element) = (attribute.group, attribute.element)
    switch attribute.value {
    case .text(let vr, let bytes):
      // An array's pointer is valid even if it is empty; the length says how much counts.
      let characters = bytes.map { CChar(bitPattern: $0) }
      try check(
        cdcmtkwriter_put_text(dataset, group, element, vr, characters, characters.count)
      )
    case .words(let vr, let words):
      try check(cdcmtkwriter_put_words(dataset, group, element, vr, words, words.count))
    case .bytes(let vr, let bytes):
      try check(cdcmtkwriter_put_bytes(dataset, group, element, vr, bytes, bytes.count))
    case .longs(let longs):
      try check(cdcmtkwriter_put_longs(dataset, group, element, longs, longs.count))
    case .items(let items):
      if items.isEmpty { try check(cdcmtkwriter_put_empty_sequence(dataset, group, element)) }
      for item in items {
        try check(cdcmtkwriter_open_item(dataset, group, element))
        try put(item)
        try check(cdcmtkwriter_close_item(dataset))
      }
    }
  }

  private func check(_ status: CDcmtkWriterStatus) throws(PhantomError) {
    guard status.failed else { return }
    let cause = withUnsafeBytes(of: status.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    throw .encoder(file: file.lastPathComponent, cause: cause)
  }
}
