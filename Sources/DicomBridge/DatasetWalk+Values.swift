extension DatasetWalk {
  /// Wanted sequences lie in each other twice (a view's modifiers); the rest is passed over.
  private static let maximumWantedDepth = 8

  /// Keeps an element's value if it is wanted, and passes over it.
  ///
  /// - Parameters:
  ///   - header: the element's.
  ///   - encoding: how the surrounding data set is written.
  ///   - end: where that data set must end.
  ///   - dataset: where a wanted value goes.
  ///   - depth: how many wanted sequences surround it.
  /// - Returns: where the next element starts.
  /// - Throws: `truncated` when the element ends behind the file, `malformed` when behind its item.
  mutating func take(
    _ header: ElementHeader,
    encoding: Encoding,
    end: Int,
    into dataset: inout Dataset,
    depth: Int
  ) throws(DicomError) -> Int {
    let isWanted = Attributes.wanted.contains(header.tag) && depth < Self.maximumWantedDepth
    let isSequence = Attributes.sequences.contains(header.tag)
    guard let length = header.length else {
      guard isWanted && isSequence else { return try skip(header, encoding: encoding) }
      let inner = header.representation == .unknown ? .implicitLittleEndian : encoding
      let (items, behind) = try items(from: header.start, to: nil, encoding: inner, depth: depth)
      try keep(
        Dataset.Element(representation: .sequence, value: [], items: items),
        header,
        &dataset
      )
      return behind
    }
    let behind = header.start + length
    guard behind <= source.count else { throw .truncated }
    guard behind <= end else {
      throw .malformed("\(header.tag) is longer than the item that holds it")
    }
    guard isWanted else { return behind }
    if isSequence {
      let inner = header.representation == .unknown ? .implicitLittleEndian : encoding
      let (items, _) = try items(from: header.start, to: behind, encoding: inner, depth: depth)
      try keep(
        Dataset.Element(representation: .sequence, value: [], items: items),
        header,
        &dataset
      )
    } else {
      keptBytes += length
      guard keptBytes <= limits.maximumHeaderBytes else {
        throw .tooLarge(what: "header's size in bytes", limit: limits.maximumHeaderBytes)
      }
      let value = try source.bytes(header.start..<behind)
      try keep(
        Dataset.Element(representation: header.representation, value: value, items: []),
        header,
        &dataset
      )
    }
    return behind
  }

  /// An attribute that is stated twice could be read as either: refused rather than chosen.
  private func keep(
    _ element: Dataset.Element,
    _ header: ElementHeader,
    _ dataset: inout Dataset
  ) throws(DicomError) {
    guard dataset.elements.updateValue(element, forKey: header.tag) == nil else {
      throw .malformed("\(header.tag) occurs twice")
    }
  }

  /// The items of a wanted sequence; recursion ends at `maximumWantedDepth`.
  private mutating func items(
    from start: Int,
    to end: Int?,
    encoding: Encoding,
    depth: Int
  ) throws(DicomError) -> ([Dataset], Int) {
    var items: [Dataset] = []
    var position = start
    while position < end ?? source.count {
      try count()
      let header = try ElementHeader(at: position, of: &source, encoding: encoding)
      if header.tag == .sequenceEnd { return (items, header.start) }
      guard header.tag == .item else {
        throw .malformed("\(header.tag) stands where an item of a sequence should")
      }
      let (item, behind) = try item(header, limit: end, encoding: encoding, depth: depth)
      items.append(item)
      position = behind
    }
    guard end != nil else { throw .truncated }
    return (items, position)
  }

  private mutating func item(
    _ header: ElementHeader,
    limit: Int?,
    encoding: Encoding,
    depth: Int
  ) throws(DicomError) -> (Dataset, Int) {
    var item = Dataset(isBigEndian: encoding.isBigEndian)
    let end = header.length.map { header.start + $0 }
    guard end ?? 0 <= source.count else { throw .truncated }
    guard end ?? 0 <= limit ?? source.count else {
      throw .malformed("an item is longer than the sequence that holds it")
    }
    var position = header.start
    while position < end ?? source.count {
      try count()
      let element = try ElementHeader(at: position, of: &source, encoding: encoding)
      if element.tag == .itemEnd { return (item, element.start) }
      position = try take(
        element,
        encoding: encoding,
        end: end ?? limit ?? source.count,
        into: &item,
        depth: depth + 1
      )
    }
    guard end != nil else { throw .truncated }
    return (item, position)
  }
}
