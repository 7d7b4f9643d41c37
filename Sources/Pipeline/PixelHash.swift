internal import ContentHash
internal import Imaging

/// A digest of what a film shows, whatever its encoding.
enum PixelHash {
  /// Over size, depth, sign and stored values (little endian), so that a lossless transcoding is
  /// the same film and another window is not another one.
  static func of(_ radiograph: Radiograph) -> SHA256Digest {
    var hasher = SHA256Hasher()
    hasher.update(
      Array(
        "stored \(radiograph.rows) \(radiograph.columns) \(radiograph.bitsStored) \(radiograph.isSigned)\n"
          .utf8
      )
    )
    radiograph.storedValues.withUnsafeBytes { hasher.update($0.bindMemory(to: UInt8.self)) }
    return hasher.finalize()
  }

  /// Over size and grey values of a plain picture.
  static func of(_ image: GrayImage) -> SHA256Digest {
    var hasher = SHA256Hasher()
    hasher.update(Array("picture \(image.rows) \(image.columns)\n".utf8))
    hasher.update(image.samples)
    return hasher.finalize()
  }
}
