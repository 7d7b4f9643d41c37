/// UIDs that follow from a seed: 2.25 and the decimal number of a UUID (PS3.5 B.2).
enum PhantomUID {
  /// What a UID is of.
  enum Level: UInt64 {
    case study = 101
    case series = 102
    case instance = 103
    case device = 104
  }

  /// The UID of an entity.
  ///
  /// - Parameters:
  ///   - level: what it is of.
  ///   - seed: the set's or study's.
  ///   - number: which one of the seed's.
  /// - Returns: the same for the same arguments, and with all probability no one else's.
  static func make(_ level: Level, seed: UInt64, number: Int) -> String {
    var random = SplitMix64(seed: seed &+ UInt64(number) << 20, stream: level.rawValue)
    // The version (8, custom) and variant bits of RFC 9562.
    let high = random.next() & ~0xF000 | 0x8000
    let low = random.next() & ~(3 << 62) | 2 << 62
    return "2.25.\(UInt128(high) << 64 | UInt128(low))"
  }
}
