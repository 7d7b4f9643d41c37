internal import CPng

/// A keyword and a text that a PNG carries beside its pixels (tEXt chunk).
public struct PNGText: Sendable, Hashable {
  /// 1 to 79 printable ASCII characters; PNG registers some, such as `Disclaimer`.
  public let keyword: String
  /// Printable ASCII.
  public let text: String

  /// A text by its keyword.
  public init(keyword: String, text: String) {
    self.keyword = keyword
    self.text = text
  }

  /// What every picture of this program says of itself.
  public static let disclaimer = PNGText(
    keyword: "Disclaimer",
    text: "research software, not a medical device"
  )

  var isWritable: Bool {
    func isPrintable(_ text: String) -> Bool {
      text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
    return (1...79).contains(keyword.utf8.count) && keyword.first != " " && keyword.last != " "
      && isPrintable(keyword) && isPrintable(text)
  }
}

/// PNG (ISO/IEC 15948) through libpng; what is written is deflated by a coder for films, maps of colours by libdeflate.
public enum PNGFile {
  /// The eight bytes that every PNG starts with.
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// A picture of 8-bit grey values as PNG.
  ///
  /// Filter Average, then Huffman codes for each block and runs. Equal pictures and texts give equal bytes.
  ///
  /// - Parameters:
  ///   - image: rows x columns, neither 0.
  ///   - texts: written before the pixels, in this order.
  /// - Returns: the bytes of the file.
  /// - Throws: `unwritableText`, `notEncoded` or `outOfMemory`.
  public static func encode(
    _ image: GrayImage,
    texts: [PNGText] = []
  ) throws(PictureError) -> [UInt8] {
    try encode(image.samples, image.rows, image.columns, channels: 1, bits: 8, texts)
  }

  /// A picture of 16-bit grey values as PNG, deflated by libdeflate's level 1; otherwise as for 8 bits.
  public static func encode(
    _ image: DeepGrayImage,
    texts: [PNGText] = []
  ) throws(PictureError) -> [UInt8] {
    try encode(image.samples, image.rows, image.columns, channels: 1, bits: 16, texts)
  }

  /// A colour picture as PNG; otherwise as for 16-bit grey values.
  public static func encode(
    _ image: ColorImage,
    texts: [PNGText] = []
  ) throws(PictureError) -> [UInt8] {
    try encode(image.bytes, image.rows, image.columns, channels: 3, bits: 8, texts)
  }

  /// The grey values of a PNG.
  ///
  /// Colour becomes BT.601 luma, 16 bits become 8 by rounding v / 257, alpha lies over black, a
  /// palette is expanded. Gamma and colour profiles are not applied: a film has none to trust.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - limits: how large the picture may be.
  /// - Returns: 8-bit grey values.
  /// - Throws: `damaged`, `tooLarge` or `outOfMemory`.
  public static func decode(
    _ bytes: [UInt8],
    limits: PictureLimits = PictureLimits()
  ) throws(PictureError) -> GrayImage {
    var header = cpng_header()
    try check(cpng_describe(bytes, bytes.count, &header)) { .damaged(.png, reason: $0) }
    let rows = Int(header.rows), columns = Int(header.columns)
    try limits.check(rows: rows, columns: columns, of: .png)
    var samples = [UInt8](repeating: 0, count: rows * columns)
    let status = cpng_decode_gray(bytes, bytes.count, header.rows, header.columns, &samples)
    try check(status) { .damaged(.png, reason: $0) }
    return GrayImage(rows: rows, columns: columns, samples: samples)
  }

  /// The colours of a PNG; grey becomes colour, 16 bits become 8, alpha is dropped.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - limits: how large the picture may be.
  /// - Returns: 8-bit red, green and blue.
  /// - Throws: `damaged`, `tooLarge` or `outOfMemory`.
  public static func decodeColor(
    _ bytes: [UInt8],
    limits: PictureLimits = PictureLimits()
  ) throws(PictureError) -> ColorImage {
    var header = cpng_header()
    try check(cpng_describe(bytes, bytes.count, &header)) { .damaged(.png, reason: $0) }
    let rows = Int(header.rows), columns = Int(header.columns)
    try limits.check(rows: rows, columns: columns, of: .png)
    var samples = [UInt8](repeating: 0, count: rows * columns * 3)
    let status = cpng_decode_rgb(bytes, bytes.count, header.rows, header.columns, &samples)
    try check(status) { .damaged(.png, reason: $0) }
    return ColorImage(rows: rows, columns: columns, bytes: samples)
  }

  private static func encode<Sample>(
    _ samples: [Sample],
    _ rows: Int,
    _ columns: Int,
    channels: Int32,
    bits: Int32,
    _ texts: [PNGText]
  ) throws(PictureError) -> [UInt8] {
    for text in texts where !text.isWritable { throw .unwritableText(keyword: text.keyword) }
    guard (1...0x7FFF_FFFF).contains(rows), (1...0x7FFF_FFFF).contains(columns) else {
      throw .notEncoded(reason: "\(columns) x \(rows) pixels")
    }
    var status = cpng_status()
    let bytes = samples.withUnsafeBytes { raw in
      withChunks(texts) { chunks in
        guard let first = raw.baseAddress else { return [UInt8]() }
        var picture = cpng_picture(
          columns: UInt32(columns),
          rows: UInt32(rows),
          channels: channels,
          bits: bits,
          samples: first
        )
        let bound = cpng_bound(&picture, chunks, texts.count)
        // What is not written to takes no memory.
        return [UInt8](unsafeUninitializedCapacity: bound) { target, length in
          guard let start = target.baseAddress else { return }
          status = cpng_encode(&picture, chunks, texts.count, start, bound, &length)
          if status.code != .ok { length = 0 }
        }
      }
    }
    try check(status) { .notEncoded(reason: $0) }
    return bytes
  }

  /// Lends the texts as C strings that live as long as the call.
  private static func withChunks<Result>(
    _ texts: [PNGText],
    _ body: (UnsafePointer<cpng_text>?) -> Result
  ) -> Result {
    let terminated = texts.map { (Array($0.keyword.utf8CString), Array($0.text.utf8CString)) }
    func lend(_ index: Int, _ chunks: [cpng_text]) -> Result {
      guard index < terminated.count else {
        return chunks.withUnsafeBufferPointer { body($0.baseAddress) }
      }
      return terminated[index].0.withUnsafeBufferPointer { keyword in
        terminated[index].1.withUnsafeBufferPointer { text in
          guard let keyword = keyword.baseAddress, let text = text.baseAddress else {
            return lend(index + 1, chunks)
          }
          return lend(index + 1, chunks + [cpng_text(keyword: keyword, text: text)])
        }
      }
    }
    return lend(0, [])
  }

  private static func check(
    _ status: cpng_status,
    _ refusal: (String) -> PictureError
  ) throws(PictureError) {
    switch status.code {
    case .ok: return
    case .outOfMemory: throw .outOfMemory
    case .refused: throw refusal(textOfCharacters(status.message))
    }
  }
}
