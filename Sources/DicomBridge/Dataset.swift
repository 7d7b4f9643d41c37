/// The data elements of a data set, or of an item, that pacs-watch reads.
struct Dataset {
  /// One data element's value.
  struct Element {
    let representation: ValueRepresentation
    let value: [UInt8]
    let items: [Dataset]
  }

  let isBigEndian: Bool
  var elements: [Tag: Element] = [:]

  /// The items of a sequence; none when it is absent.
  func items(_ tag: Tag) -> [Dataset] { elements[tag]?.items ?? [] }
}

/// Where the pixel data of a file lies.
struct PixelElement {
  /// How it is written there.
  enum Extent {
    /// Native: one block.
    case block(Range<Int>)
    /// Encapsulated: the basic offset table and the fragments (PS3.5 A.4).
    case fragments([Range<Int>])
  }

  let representation: ValueRepresentation
  let extent: Extent
}

/// What a walk over a file found.
struct WalkedFile {
  let framing: FileFraming
  var dataset: Dataset
  var pixels: PixelElement?
  /// Float Pixel Data or Double Float Pixel Data is there.
  var hasFloatPixels = false
  /// Bytes follow that are no data element.
  var hasTrailingBytes = false
}
