import CDcmtk

extension StoredFrame {
  /// A frame of RLE, PS3.5 annex G.
  ///
  /// The offsets are checked here: DCMTK 3.6.7 reads wherever a hostile one points.
  static func runLength(
    _ codestream: [UInt8],
    _ layout: PixelLayout,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> StoredFrame {
    let segments = try segments(of: codestream, expected: layout.bytesPerSample)
    try checkRoom(layout.pixels * layout.bytesPerSample * 2)
    var planes: [[UInt8]] = []
    for segment in segments {
      planes.append(try plane(codestream, segment, count: layout.pixels))
    }
    // The most significant bytes come first.
    planes[0].withUnsafeBufferPointer { high in
      guard planes.count > 1 else {
        for index in room.indices { room[index] = UInt16(high[index]) }
        return
      }
      planes[1].withUnsafeBufferPointer { low in
        for index in room.indices { room[index] = UInt16(high[index]) << 8 | UInt16(low[index]) }
      }
    }
    return StoredFrame(
      masking: room,
      layout: layout,
      precision: layout.bitsAllocated,
      decoderName: "DCMTK " + String(cString: cdcmtk_dcmtk_version())
    )
  }

  /// Where the segments lie, by the header of 64 bytes (G.5).
  private static func segments(
    of codestream: [UInt8],
    expected: Int
  ) throws(DicomError) -> [Range<Int>] {
    guard codestream.count > 64 else { throw .truncated }
    func long(_ index: Int) -> Int {
      codestream[(index * 4)..<(index * 4 + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    guard long(0) == expected else {
      throw .malformed("the RLE header counts \(long(0)) segments, not \(expected)")
    }
    let bounds = (1...expected).map { long($0) } + [codestream.count]
    guard bounds[0] >= 64, zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .malformed("the RLE header's offsets do not lie within the frame")
    }
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }

  private static func plane(
    _ codestream: [UInt8],
    _ segment: Range<Int>,
    count: Int
  ) throws(DicomError) -> [UInt8] {
    var status = CDcmtkStatus()
    let plane = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let room = buffer.baseAddress else { return }
      status = codestream.withUnsafeBufferPointer { bytes in
        guard let first = bytes.baseAddress else { return CDcmtkStatus() }
        return cdcmtk_decode_rle_segment(first + segment.lowerBound, segment.count, room, count)
      }
      filled = status.code == .done ? count : 0
    }
    try check(status)
    return plane
  }
}
