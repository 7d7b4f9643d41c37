extension StoredFrame {
  /// Frame 0 of native pixel data, PS3.5 8.1.1 and 8.2.
  ///
  /// - Parameters:
  ///   - source: the file's bytes, inflated where it was deflated.
  ///   - block: where the pixel data lie.
  ///   - representation: their value representation.
  ///   - bigEndian: the byte order.
  ///   - layout: the header's.
  /// - Throws: `malformed` when the block holds less than Rows x Columns samples.
  init(
    native source: inout ByteSource,
    block: Range<Int>,
    representation: ValueRepresentation,
    bigEndian: Bool,
    layout: PixelLayout
  ) throws(DicomError) {
    let length = layout.pixels * layout.bytesPerSample
    guard block.count >= length else {
      throw .malformed("Pixel Data holds fewer bytes than Rows and Columns ask for")
    }
    // Bytes in words of the other order come in pairs, also past an odd end.
    let isSwapped = bigEndian && layout.bytesPerSample == 1 && representation == .otherWord
    let padded = isSwapped ? min(block.count, length + length % 2) : length
    let bytes = try source.bytes(block.lowerBound..<block.lowerBound + padded)
    try checkRoom(layout.pixels * 2)
    let samples = [UInt16](unsafeUninitializedCapacity: layout.pixels) { samples, filled in
      bytes.withUnsafeBufferPointer { bytes in
        for index in 0..<layout.pixels {
          if layout.bytesPerSample == 1 {
            let pair = isSwapped ? min(index ^ 1, bytes.count - 1) : index
            samples[index] = UInt16(bytes[pair])
          } else {
            let (first, second) = (UInt16(bytes[index * 2]), UInt16(bytes[index * 2 + 1]))
            samples[index] = bigEndian ? first << 8 | second : second << 8 | first
          }
        }
      }
      filled = layout.pixels
    }
    self.init(
      samples,
      layout: layout,
      precision: layout.bitsAllocated,
      decoderName: "pacs-watch"
    )
    let total = length.multipliedReportingOverflow(by: layout.numberOfFrames)
    if !total.overflow, block.count > total.partialValue + 1 { flags.append("excess-pixel-data") }
  }
}
