internal import COpenSSL

/// A SHA-256 digest (FIPS 180-4): the name under which pacs-watch knows content.
public struct SHA256Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let hex: String

  /// The digest that is written as 64 lower-case hexadecimal digits, or nil for any other text.
  public init?(hex: String) {
    let isWellFormed =
      hex.utf8.count == 64
      && hex.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard isWellFormed else { return nil }
    self.hex = hex
  }

  /// The digest of bytes that are in memory.
  public init(of bytes: some Collection<UInt8>) {
    var hasher = SHA256Hasher()
    hasher.update(bytes)
    self = hasher.finalize()
  }

  /// The digest of a text's UTF-8.
  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  fileprivate init(raw: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    hex = String(
      decoding: raw.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }

  /// The hexadecimal digits.
  public var description: String { hex }

  /// Orders by the digits.
  public static func < (left: Self, right: Self) -> Bool { left.hex < right.hex }
}

/// Computes a digest over bytes that arrive in pieces.
///
/// OpenSSL's EVP interface does the work, since it uses the processor's SHA instructions.
public struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer

  /// A hasher that has seen nothing yet.
  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto offers no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds a piece.
  public mutating func update(_ bytes: some Collection<UInt8>) {
    let isContiguous: Void? = bytes.withContiguousStorageIfAvailable { update($0) }
    if isContiguous == nil { Array(bytes).withUnsafeBufferPointer { update($0) } }
  }

  /// Adds a piece that lies in a buffer, such as one that `read` filled.
  public mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1)
  }

  /// The digest of all pieces.
  public consuming func finalize() -> SHA256Digest {
    var raw = [UInt8](repeating: 0, count: 32)
    precondition(EVP_DigestFinal_ex(context, &raw, nil) == 1)
    return SHA256Digest(raw: raw)
  }
}
