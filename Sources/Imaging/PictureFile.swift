public import Foundation

/// A film that is a PNG or a JPEG, told by its first bytes and never by its name.
public enum PictureFile {
  /// The format that the first bytes announce.
  public static func format(of bytes: some Collection<UInt8>) -> PictureFormat? {
    if bytes.starts(with: PNGFile.signature) { return .png }
    if bytes.starts(with: JPEGFile.signature) { return .jpeg }
    return nil
  }

  /// The grey values of a picture in memory.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - limits: how large the picture may be.
  /// - Returns: 8-bit grey values.
  /// - Throws: why it is no readable picture.
  public static func decode(
    _ bytes: [UInt8],
    limits: PictureLimits = PictureLimits()
  ) throws(PictureError) -> GrayImage {
    switch format(of: bytes) {
    case .png: try PNGFile.decode(bytes, limits: limits)
    case .jpeg: try JPEGFile.decode(bytes, limits: limits)
    case nil: throw .unknownFormat
    }
  }

  /// The grey values of a picture on disk.
  ///
  /// - Parameters:
  ///   - file: a regular file; links are followed.
  ///   - limits: how large the file and the picture may be.
  /// - Returns: 8-bit grey values.
  /// - Throws: why it is no readable picture.
  public static func read(
    _ file: URL,
    limits: PictureLimits = PictureLimits()
  ) throws(PictureError) -> GrayImage {
    let bytes: [UInt8]
    do throws(RegularFileError) {
      bytes = try RegularFile.bytes(of: file, limit: limits.fileBytes)
    } catch { throw .unreadable(error) }
    return try decode(bytes, limits: limits)
  }
}
