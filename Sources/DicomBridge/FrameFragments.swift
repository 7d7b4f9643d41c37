/// The fragments that make up frame 0 of encapsulated pixel data, PS3.5 A.4.
struct FrameFragments {
  private let fragments: [Range<Int>]
  private let offsets: [Int]
  private let layout: PixelLayout

  /// Takes the items of the pixel data: the basic offset table first.
  init(
    items: [Range<Int>],
    of source: inout ByteSource,
    layout: PixelLayout
  ) throws(DicomError) {
    guard items.count > 1, let table = items.first else {
      throw .malformed("encapsulated Pixel Data holds no fragment")
    }
    fragments = Array(items.dropFirst())
    self.layout = layout
    // Only the first two offsets matter: where frame 0 starts and where it ends.
    var offsets: [Int] = []
    for index in 0..<min(2, table.count / 4) {
      offsets.append(Int(try source.long(at: table.lowerBound + index * 4, bigEndian: false)))
    }
    self.offsets = offsets
  }

  /// The codestream of frame 0.
  func codestream(
    of source: inout ByteSource,
    packing: TransferSyntax.Packing
  ) throws(DicomError) -> [UInt8] {
    let wanted = try ofFirstFrame(&source, packing)
    let length = wanted.reduce(0) { $0 + $1.count }
    // Nearly always there is one.
    if wanted.count == 1, let fragment = wanted.first { return try source.bytes(fragment) }
    try checkRoom(length)
    var codestream: [UInt8] = []
    codestream.reserveCapacity(length)
    for fragment in wanted {
      codestream += try source.bytes(fragment)
    }
    return codestream
  }

  private func ofFirstFrame(
    _ source: inout ByteSource,
    _ packing: TransferSyntax.Packing
  ) throws(DicomError) -> ArraySlice<Range<Int>> {
    if layout.numberOfFrames == 1 { return fragments[...] }
    // RLE has one fragment a frame (PS3.5 A.4.2), and so has whatever has as many as frames.
    if fragments.count == layout.numberOfFrames { return fragments.prefix(1) }
    if offsets.count == 2, offsets[0] == 0 {
      // Offsets count from the first fragment's item tag, eight bytes before its value.
      let end = fragments[0].lowerBound - 8 + offsets[1]
      let count = fragments.prefix { $0.lowerBound - 8 < end }.count
      guard count > 0, fragments.count == count || fragments[count].lowerBound - 8 == end else {
        throw .malformed("the basic offset table does not point at fragments")
      }
      return fragments.prefix(count)
    }
    if packing == .runLength { return fragments.prefix(1) }
    for (index, fragment) in fragments.enumerated() {
      // FFD9 ends a codestream of JPEG, JPEG-LS and JPEG 2000 alike; a padding zero may follow.
      let tail = try source.bytes(
        max(fragment.lowerBound, fragment.upperBound - 3)..<fragment.upperBound
      )
      if tail.suffix(2) == [0xFF, 0xD9] || tail.dropLast().suffix(2) == [0xFF, 0xD9] {
        return fragments.prefix(index + 1)
      }
    }
    return fragments[...]
  }
}
