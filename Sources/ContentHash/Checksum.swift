internal import CDeflate

/// A CRC-32 (ISO-HDLC, that of gzip and PNG) as eight lower-case hexadecimal digits.
///
/// It tells a file that a disk or a cut writing changed, at memory speed on every processor. It is no name of content and
/// keeps nobody from changing a file on purpose: that is `SHA256Digest`'s part.
public enum Checksum {
  /// The checksum of bytes.
  public static func hex(of bytes: UnsafeRawBufferPointer) -> String {
    let sum = libdeflate_crc32(0, bytes.baseAddress, bytes.count)
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
