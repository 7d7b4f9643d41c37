extension JPEGMarkers {
  /// The largest symbol of a Huffman segment's tables for DC coefficients or lossless differences
  /// (ITU-T T.81 B.2.4.2).
  ///
  /// Such a symbol is a number of bits. DCMTK 3.6.7 takes any, reads as far beyond its table of 16
  /// as the symbol says, and makes pixels of what lies there.
  ///
  /// - Parameter segment: the segment behind its length.
  /// - Returns: 0 where there is no such table.
  /// - Throws: `malformed` where tables and segment do not end together.
  static func largestCategory(in segment: ArraySlice<UInt8>) throws(DicomError) -> UInt8 {
    var largest: UInt8 = 0
    var rest = segment
    while let table = rest.popFirst() {
      let count = rest.prefix(16).reduce(0) { $0 + Int($1) }
      guard rest.count >= 16 + count else {
        throw .malformed("a JPEG Huffman table is longer than its segment")
      }
      let symbols = rest.dropFirst(16).prefix(count)
      if table >> 4 == 0 { largest = max(largest, symbols.max() ?? 0) }
      rest = rest.dropFirst(16 + count)
    }
    return largest
  }

  /// Refuses categories that the process does not have: 16 is lossless alone (T.81 H.1.2.2), with
  /// coefficients of 12-bit samples 15 is the largest (F.1.2.1).
  func check(largestCategory: UInt8) throws(DicomError) {
    guard largestCategory <= (process == 0xC3 ? 16 : 15) else {
      throw .malformed("a JPEG Huffman table names a difference of more bits than JPEG has")
    }
  }
}
