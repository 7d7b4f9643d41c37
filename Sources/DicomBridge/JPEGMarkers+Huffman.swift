extension JPEGMarkers {
  /// A Huffman table as a segment defines it (ITU-T T.81 B.2.4.2).
  struct HuffmanTable {
    /// How many codes there are of 1 to 16 bits.
    let counts: [UInt8]
    /// What they mean, in the order of the codes: numbers of bits.
    let categories: [UInt8]
  }

  /// A scan with what was defined before it.
  struct Scan {
    /// The header behind its length (T.81 B.2.3).
    let header: [UInt8]
    /// Where its entropy-coded data lie, restart markers included.
    let data: Range<Int>
    /// The tables for DC coefficients or lossless differences, by destination.
    let tables: [UInt8: HuffmanTable]
    /// Samples or blocks between two restart markers; 0 for none.
    let restartInterval: Int
  }

  /// Takes the tables for DC coefficients and lossless differences; those for AC have other symbols.
  ///
  /// - Parameter segment: the segment behind its length.
  /// - Returns: the tables by destination.
  /// - Throws: `malformed` where tables and segment do not end together.
  static func huffmanTables(
    in segment: ArraySlice<UInt8>
  ) throws(DicomError) -> [UInt8: HuffmanTable] {
    var tables: [UInt8: HuffmanTable] = [:]
    var rest = segment
    while let kind = rest.popFirst() {
      let counts = Array(rest.prefix(16))
      let count = counts.reduce(0) { $0 + Int($1) }
      guard rest.count >= 16 + count else {
        throw .malformed("a JPEG Huffman table is longer than its segment")
      }
      let symbols = Array(rest.dropFirst(16).prefix(count))
      if kind >> 4 == 0 { tables[kind & 15] = HuffmanTable(counts: counts, categories: symbols) }
      rest = rest.dropFirst(16 + count)
    }
    return tables
  }

  /// Refuses categories that the process does not have.
  ///
  /// 16 is lossless alone (T.81 H.1.2.2), with coefficients of 12-bit samples 15 is the largest
  /// (F.1.2.1). DCMTK 3.6.7 takes any, reads as far beyond its table of 16 as the symbol says, and
  /// makes pixels of what lies there.
  func check(largestCategory: UInt8) throws(DicomError) {
    guard largestCategory <= (process == Self.lossless ? 16 : 15) else {
      throw .malformed("a JPEG Huffman table names a difference of more bits than JPEG has")
    }
  }
}
