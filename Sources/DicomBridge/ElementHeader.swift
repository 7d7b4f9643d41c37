/// What stands before the value of a data element, PS3.5 7.1.
struct ElementHeader {
  let tag: Tag
  let representation: ValueRepresentation
  /// Where the value starts.
  let start: Int
  /// The value's length in bytes; nil for an undefined one.
  let length: Int?

  private static let undefined: UInt32 = 0xFFFF_FFFF

  /// Reads the header at a position.
  ///
  /// An element of an explicit data set without a plausible representation is read as implicit:
  /// some writers put private sequences in like that.
  init(
    at position: Int,
    of source: inout ByteSource,
    encoding: Encoding
  ) throws(DicomError) {
    let bigEndian = encoding.isBigEndian
    tag = Tag(
      try source.word(at: position, bigEndian: bigEndian),
      try source.word(at: position + 2, bigEndian: bigEndian)
    )
    let representation = ValueRepresentation(
      try source.byte(at: position + 4),
      try source.byte(at: position + 5)
    )
    if tag.group == 0xFFFE || encoding.isImplicit || !representation.isWritten {
      self.representation = .implicit
      let length = try source.long(at: position + 4, bigEndian: bigEndian)
      start = position + 8
      self.length = length == Self.undefined ? nil : Int(length)
    } else if representation.isLong || !representation.isKnown {
      // A representation that is newer than this program has a 32-bit length (PS3.5 7.1.2).
      self.representation = representation
      let length = try source.long(at: position + 8, bigEndian: bigEndian)
      start = position + 12
      self.length = length == Self.undefined ? nil : Int(length)
    } else {
      self.representation = representation
      length = Int(try source.word(at: position + 6, bigEndian: bigEndian))
      start = position + 8
    }
  }
}

extension ValueRepresentation {
  /// Whether both letters are upper-case letters.
  fileprivate var isWritten: Bool {
    let letters: ClosedRange<UInt16> = 0x41...0x5A
    return letters.contains(self.letters >> 8) && letters.contains(self.letters & 0xFF)
  }
}
