/// The walk over a file's structure, before anything else reads it.
///
/// It decides what is where; DCMTK's parser is not used, because on hostile files it exhausts the
/// stack (5,638 nested sequences in 113 kB), memory (32 MB of empty items) or time (4 million
/// unsorted elements), and a second parser that disagrees with the walk would be a hole. Reads
/// element headers and the few values of `Attributes`, never pixel data. Needs constant stack.
struct DatasetWalk: ~Copyable {
  var source: ByteSource
  let limits: DicomLimits
  var steps = 0
  var keptBytes = 0
  /// What had been read when the walk came upon a fault.
  private(set) var readBeforeFault: WalkedFile?

  init(_ source: consuming ByteSource, limits: DicomLimits) {
    self.source = source
    self.limits = limits
  }

  /// Walks the whole file.
  ///
  /// - Throws: `truncated` when a data element reaches beyond the end of the file.
  mutating func file() throws(DicomError) -> WalkedFile {
    let framing = try FileFraming(of: &source)
    var start = framing.start
    if framing.isDeflated {
      source = try source.inflated(from: start, limits: limits)
      start = 0
    }
    var file = WalkedFile(
      framing: framing,
      dataset: Dataset(isBigEndian: framing.encoding.isBigEndian)
    )
    do throws(DicomError) {
      try fill(&file, from: start)
    } catch {
      readBeforeFault = file
      throw error
    }
    return file
  }

  private mutating func fill(_ file: inout WalkedFile, from start: Int) throws(DicomError) {
    var position = start
    var last = Tag(0, 0)
    while position < source.count {
      guard let header = try topHeader(at: position, after: last, in: &file) else { break }
      last = header.tag
      position = try step(over: header, encoding: file.framing.encoding, into: &file)
    }
    guard position > start else { throw .truncated }
  }

  /// The header at a position of the file's own level, or nil where padding starts.
  ///
  /// Policy: behind the pixel data, bytes that cannot be a data element (fewer than eight, or a
  /// tag that is not higher than the last) are padding. Before it, only zeros are, and only where
  /// no picture is announced: a file that was reserved in advance and is not yet filled must not
  /// pass as whole.
  private mutating func topHeader(
    at position: Int,
    after last: Tag,
    in file: inout WalkedFile
  ) throws(DicomError) -> ElementHeader? {
    let encoding = file.framing.encoding
    let isBehindPixels = file.pixels != nil || file.hasFloatPixels
    if source.count - position >= 8 {
      let tag = Tag(
        try source.word(at: position, bigEndian: encoding.isBigEndian),
        try source.word(at: position + 2, bigEndian: encoding.isBigEndian)
      )
      let isElement = isBehindPixels ? tag > last : tag.group != 0
      if isElement {
        try count()
        return try ElementHeader(at: position, of: &source, encoding: encoding)
      }
    }
    guard isBehindPixels || file.dataset.elements[Attributes.rows] == nil else {
      throw .truncated
    }
    if !isBehindPixels {
      let rest = try source.bytes(position..<min(position + 8, source.count))
      guard rest.allSatisfy({ $0 == 0 }) else { throw .truncated }
    }
    file.hasTrailingBytes = true
    return nil
  }

  /// Takes what is wanted from an element of the file's own level.
  ///
  /// - Returns: where the next one starts.
  private mutating func step(
    over header: ElementHeader,
    encoding: Encoding,
    into file: inout WalkedFile
  ) throws(DicomError) -> Int {
    switch header.tag {
    case Attributes.pixelData:
      guard file.pixels == nil else { throw .malformed("Pixel Data occurs twice") }
      let (pixels, end) = try pixelElement(header, bigEndian: encoding.isBigEndian)
      file.pixels = pixels
      return end
    case Attributes.floatPixelData, Attributes.doubleFloatPixelData:
      file.hasFloatPixels = true
    case let tag where tag.group == 0xFFFE:
      throw .malformed("an item delimiter \(tag) stands outside of any sequence")
    default: break
    }
    return try take(header, encoding: encoding, end: source.count, into: &file.dataset, depth: 0)
  }

  /// Counts a step, so that a file of millions of empty elements ends.
  mutating func count() throws(DicomError) {
    steps += 1
    guard steps <= limits.maximumElements else {
      throw .tooManyElements(limit: limits.maximumElements)
    }
  }
}
