extension StoredFrame {
  /// Frame 0 of native pixel data, PS3.5 8.1.1 and 8.2.
  ///
  /// - Parameters:
  ///   - source: the file's bytes, inflated where it was deflated.
  ///   - block: where the pixel data lie.
  ///   - representation: their value representation.
  ///   - bigEndian: the byte order.
  ///   - layout: the header's.
  ///   - room: where the samples go, `layout.pixels` of them.
  /// - Throws: `malformed` when the block holds less than Rows x Columns samples.
  init(
    native source: inout ByteSource,
    block: Range<Int>,
    representation: ValueRepresentation,
    bigEndian: Bool,
    layout: PixelLayout,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) {
    let length = layout.pixels * layout.bytesPerSample
    guard block.count >= length else {
      throw .malformed("Pixel Data holds fewer bytes than Rows and Columns ask for")
    }
    // Bytes in words of the other order come in pairs, also past an odd end.
    let isSwapped = bigEndian && layout.bytesPerSample == 1 && representation == .otherWord
    let padded = isSwapped ? min(block.count, length + length % 2) : length
    if layout.bytesPerSample == 2 {
      try Self.readWords(from: &source, at: block.lowerBound, bigEndian: bigEndian, into: room)
    } else {
      let bytes = try source.bytes(block.lowerBound..<block.lowerBound + padded)
      bytes.withUnsafeBufferPointer { bytes in
        for index in room.indices {
          let pair = isSwapped ? min(index ^ 1, bytes.count - 1) : index
          room[index] = UInt16(bytes[pair])
        }
      }
    }
    self.init(
      masking: room,
      layout: layout,
      precision: layout.bitsAllocated,
      decoderName: "pacs-watch"
    )
    let total = length.multipliedReportingOverflow(by: layout.numberOfFrames)
    if !total.overflow, block.count > total.partialValue + 1 { flags.append("excess-pixel-data") }
  }

  /// Words of the file, read where they are to be.
  private static func readWords(
    from source: inout ByteSource,
    at start: Int,
    bigEndian: Bool,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) {
    try source.read(at: start, into: UnsafeMutableRawBufferPointer(room))
    // Little endian is the order of every machine that Swift runs on, and costs nothing there.
    if bigEndian {
      for index in room.indices { room[index] = UInt16(bigEndian: room[index]) }
    } else if UInt16(littleEndian: 1) != 1 {
      for index in room.indices { room[index] = UInt16(littleEndian: room[index]) }
    }
  }
}
