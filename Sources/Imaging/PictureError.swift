/// Why a picture cannot be read or written; holds no names of files, which may name patients.
public enum PictureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file cannot be opened or read.
  case unreadable(RegularFileError)
  /// The bytes start as neither PNG nor JPEG do.
  case unknownFormat
  /// The picture has more pixels than the limits allow.
  case tooLarge(PictureFormat, rows: Int, columns: Int)
  /// The bytes are damaged or end early.
  case damaged(PictureFormat, reason: String)
  /// Sound, yet of a kind that is no film.
  case unsupported(PictureFormat, reason: String)
  /// A text that a PNG cannot carry.
  case unwritableText(keyword: String)
  /// The encoder refused the picture.
  case notEncoded(reason: String)
  /// No memory for the samples.
  case outOfMemory

  /// Cause and cure in a sentence.
  public var description: String {
    switch self {
    case .unreadable(let reason):
      "The picture cannot be read (\(reason)); check that it is a film and may be read."
    case .unknownFormat:
      "The file is neither PNG nor JPEG by its first bytes; convert it to one of them."
    case .tooLarge(let format, let rows, let columns):
      "The \(format.rawValue) has \(columns) x \(rows) pixels, which is more than the limit; shrink "
        + "it first."
    case .damaged(let format, let reason):
      "The \(format.rawValue) is damaged (\(reason)); fetch it again from its source."
    case .unsupported(let format, let reason):
      "The \(format.rawValue) is no film that can be read (\(reason)); save it as 8-bit grey."
    case .unwritableText(let keyword):
      "The text \"\(keyword)\" is no tEXt chunk; use printable ASCII, 1 to 79 in the keyword."
    case .notEncoded(let reason):
      "The picture cannot be written as PNG (\(reason)); check its size."
    case .outOfMemory:
      "There is no memory for the picture; run fewer workers or raise the memory limit."
    }
  }
}

/// The picture formats that are read.
public enum PictureFormat: String, Hashable, Sendable, CaseIterable {
  /// ISO/IEC 15948.
  case png = "PNG"
  /// ISO/IEC 10918.
  case jpeg = "JPEG"
}

/// How large a picture may be; checked before any memory is taken for its samples.
public struct PictureLimits: Sendable, Hashable {
  /// The most rows, and the most columns.
  public let side: Int
  /// The most pixels.
  public let pixels: Int
  /// The most bytes of a file.
  public let fileBytes: Int

  /// Limits; the defaults hold the largest radiography detectors several times over.
  public init(side: Int = 20_000, pixels: Int = 100_000_000, fileBytes: Int = 256 << 20) {
    self.side = side
    self.pixels = pixels
    self.fileBytes = fileBytes
  }

  func check(rows: Int, columns: Int, of format: PictureFormat) throws(PictureError) {
    let isWithin = rows <= side && columns <= side && rows * columns <= pixels
    guard isWithin else { throw .tooLarge(format, rows: rows, columns: columns) }
  }
}
