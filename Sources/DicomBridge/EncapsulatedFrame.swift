import CDcmtk

extension StoredFrame {
  /// Frame 0 from its codestream.
  ///
  /// - Parameters:
  ///   - codestream: all its fragments.
  ///   - packing: the transfer syntax's.
  ///   - layout: the header's.
  ///   - room: where the samples go, `layout.pixels` of them.
  /// - Throws: why it is not decoded; a codestream of other dimensions than the header's never is.
  init(
    codestream: [UInt8],
    packing: TransferSyntax.Packing,
    layout: PixelLayout,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) {
    switch packing {
    case .runLength: self = try Self.runLength(codestream, layout, into: room)
    case .jpeg: self = try Self.jpeg(codestream, layout, into: room)
    case .jpeg2000: self = try Self.jpeg2000(codestream, layout, into: room)
    case .native: throw .malformed("Pixel Data is encapsulated in a native transfer syntax")
    }
  }

  private static func jpeg(
    _ codestream: [UInt8],
    _ layout: PixelLayout,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> StoredFrame {
    let markers = try JPEGMarkers(codestream)
    guard markers.rows == layout.rows, markers.columns == layout.columns else {
      throw .malformed("the JPEG codestream is not of Rows x Columns")
    }
    guard markers.components == 1 else {
      throw .malformed("the JPEG codestream has \(markers.components) components")
    }
    // The codestream itself decides, not the transfer syntax: writers confuse them.
    if markers.isLS { return try jpegLS(codestream, markers, layout, into: room) }
    if markers.process == JPEGMarkers.lossless {
      return try lossless(codestream, markers, layout, into: room)
    }
    let process = try Self.process(of: markers)
    try Self.fill(room, from: codestream) { bytes, samples in
      cdcmtk_decode_jpeg(
        bytes,
        markers.end,
        process,
        UInt16(layout.rows),
        UInt16(layout.columns),
        UInt8(markers.precision),
        samples
      )
    }
    return StoredFrame(
      masking: room,
      layout: layout,
      precision: markers.precision,
      decoderName: "DCMTK " + String(cString: cdcmtk_dcmtk_version())
    )
  }

  private static func jpegLS(
    _ codestream: [UInt8],
    _ markers: JPEGMarkers,
    _ layout: PixelLayout,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> StoredFrame {
    guard (2...16).contains(markers.precision) else {
      throw .unsupportedPixelFormat("JPEG-LS with \(markers.precision) bits")
    }
    try Self.fill(room, from: codestream) { bytes, samples in
      cdcmtk_decode_jpegls(
        bytes,
        markers.end,
        UInt16(layout.rows),
        UInt16(layout.columns),
        UInt8(markers.precision),
        samples
      )
    }
    return StoredFrame(
      masking: room,
      layout: layout,
      precision: markers.precision,
      decoderName: "CharLS " + String(cString: cdcmtk_charls_version())
    )
  }

  private static func lossless(
    _ codestream: [UInt8],
    _ markers: JPEGMarkers,
    _ layout: PixelLayout,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> StoredFrame {
    guard (2...16).contains(markers.precision) else {
      throw .unsupportedPixelFormat("lossless JPEG with \(markers.precision) bits")
    }
    guard room.baseAddress != nil else { throw .noPixelData }
    try LosslessScan(markers).decode(codestream, into: room)
    return StoredFrame(
      masking: room,
      layout: layout,
      precision: markers.precision,
      decoderName: "pacs-watch"
    )
  }

  private static func process(of markers: JPEGMarkers) throws(DicomError) -> CDcmtkProcess {
    switch (markers.process, markers.precision) {
    case (0xC0, 8): return .baseline
    case (0xC1, 8), (0xC1, 12): return .extended
    case (let marker, let precision):
      let process = String(marker, radix: 16, uppercase: true)
      throw .unsupportedPixelFormat("JPEG process FF\(process) with \(precision) bits")
    }
  }

  private static func jpeg2000(
    _ codestream: [UInt8],
    _ layout: PixelLayout,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> StoredFrame {
    let start = try JPEG2000Size(codestream, layout: layout).start
    // OpenJPEG says of memory that it does not get that the codestream is damaged.
    try checkRoom(layout.pixels * 16)
    var component = CDcmtkComponent()
    try Self.fill(room, from: codestream) { bytes, samples in
      cdcmtk_decode_jpeg2000(
        bytes + start,
        codestream.count - start,
        UInt16(layout.rows),
        UInt16(layout.columns),
        samples,
        &component
      )
    }
    return StoredFrame(
      masking: room,
      layout: layout,
      // Negative samples are two's complement of 16 bits, whatever the precision.
      precision: component.isSigned == 1 ? 16 : Int(component.precision),
      decoderName: "OpenJPEG " + String(cString: cdcmtk_openjpeg_version())
    )
  }

  /// Lets the C side fill all samples; what it left there is of no use unless it says so.
  private static func fill(
    _ room: UnsafeMutableBufferPointer<UInt16>,
    from codestream: [UInt8],
    by decode: (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt16>) -> CDcmtkStatus
  ) throws(DicomError) {
    guard let samples = room.baseAddress, !codestream.isEmpty else { throw .noPixelData }
    try check(decode(codestream, samples))
  }
}
