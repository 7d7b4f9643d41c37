internal import ContentHash

/// UIDs for things that came without one.
enum DerivedUID {
  /// The UID 2.25.N, where N is the number that a UUID made of the digest's first 128 bits has.
  ///
  /// PS3.5 B.2: a UID derived from a UUID. The same bytes get the same UID.
  static func from(_ digest: SHA256Digest) -> String {
    var bits = Array(digest.hex.prefix(32))
    // RFC 9562: version 8 (custom) and the variant, so that the number is a well-formed UUID's.
    bits[12] = "8"
    bits[16] = Array("89ab")[(bits[16].hexDigitValue ?? 0) & 3]
    let value = bits.reduce(into: UInt128(0)) { $0 = $0 << 4 | UInt128($1.hexDigitValue ?? 0) }
    return "2.25.\(value)"
  }
}
