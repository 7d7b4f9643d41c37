extension DatasetWalk {
  /// Passes over an element of undefined length, with a stack of its own.
  ///
  /// Only undefined lengths are descended into: a defined one says where it ends.
  ///
  /// - Returns: where the next element starts.
  /// - Throws: `nestingTooDeep`, `truncated`, or `malformed` where no item or delimiter stands.
  mutating func skip(
    _ header: ElementHeader,
    encoding: Encoding
  ) throws(DicomError) -> Int {
    var open = [try level(of: header, in: encoding)]
    var position = header.start
    while let level = open.last {
      try count()
      let next = try ElementHeader(at: position, of: &source, encoding: level.encoding)
      position = next.start
      switch (level.kind, next.tag) {
      case (.sequence, .sequenceEnd), (.fragments, .sequenceEnd), (.item, .itemEnd):
        open.removeLast()
      case (.sequence, .item) where next.length == nil:
        open.append(Level(kind: .item, encoding: level.encoding))
      case (.sequence, .item), (.fragments, .item):
        guard let length = next.length else {
          throw .malformed("a fragment of pixel data has no length")
        }
        position += length
      case (.item, let tag) where tag.group != 0xFFFE:
        if let length = next.length {
          position += length
        } else {
          open.append(try self.level(of: next, in: level.encoding))
        }
      default:
        throw .malformed("\(next.tag) stands where an item or a delimiter should")
      }
      guard open.count <= limits.maximumDepth * 2 else {
        throw .nestingTooDeep(limit: limits.maximumDepth)
      }
      guard position <= source.count else { throw .truncated }
    }
    return position
  }

  private struct Level {
    enum Kind { case sequence, item, fragments }
    let kind: Kind
    let encoding: Encoding
  }

  private func level(
    of header: ElementHeader,
    in encoding: Encoding
  ) throws(DicomError) -> Level {
    switch header.representation {
    case .otherByte, .otherWord: return Level(kind: .fragments, encoding: encoding)
    case .sequence: return Level(kind: .sequence, encoding: encoding)
    case .unknown:
      // PS3.5 6.2.2 note 4: what was put in as UN is implicit VR little endian inside.
      return Level(kind: .sequence, encoding: .implicitLittleEndian)
    case .implicit:
      let kind: Level.Kind = header.tag == Attributes.pixelData ? .fragments : .sequence
      let inner = Encoding(isImplicit: true, isBigEndian: encoding.isBigEndian)
      return Level(kind: kind, encoding: inner)
    default: throw .malformed("\(header.tag) is no sequence and has no length")
    }
  }

  /// Where the pixel data lies, and what follows.
  mutating func pixelElement(
    _ header: ElementHeader,
    bigEndian: Bool
  ) throws(DicomError) -> (PixelElement, Int) {
    if let length = header.length {
      let behind = header.start + length
      guard behind <= source.count else { throw .truncated }
      let extent = PixelElement.Extent.block(header.start..<behind)
      return (PixelElement(representation: header.representation, extent: extent), behind)
    }
    var fragments: [Range<Int>] = []
    var position = header.start
    let encoding = Encoding(isImplicit: true, isBigEndian: bigEndian)
    while true {
      try count()
      let next = try ElementHeader(at: position, of: &source, encoding: encoding)
      if next.tag == .sequenceEnd {
        position = next.start
        break
      }
      // Zeros: room that was reserved for a file and is not filled yet.
      guard next.tag != Tag(0, 0) else { throw .truncated }
      guard next.tag == .item, let length = next.length else {
        throw .malformed("\(next.tag) stands where a fragment of pixel data should")
      }
      position = next.start + length
      guard position <= source.count else { throw .truncated }
      fragments.append(next.start..<position)
    }
    let extent = PixelElement.Extent.fragments(fragments)
    return (PixelElement(representation: header.representation, extent: extent), position)
  }
}
