/// The files that need no second delivery, as hashes only: about 36 bytes a file.
///
/// Two sets: names alone answer a quick rescan without a stat for each file; whole sightings answer
/// whether a name has new content. Both hold 64 bits of SipHash with this process's random key, so the
/// chance that one new file among a million is mistaken for a known one is below 1 in 10 million, and
/// another start draws another key.
public struct KnownFiles: Sendable {
  private var names: Set<UInt64> = []
  private var sightings: Set<UInt64> = []

  /// Nothing is known yet.
  public init() {}

  /// What earlier runs recorded; the order does not matter, and a path may come with several states.
  public init(_ recorded: some Sequence<SightingKey>) {
    reserve(recorded.underestimatedCount)
    for key in recorded { insert(key) }
  }

  /// The number of sightings.
  public var count: Int { sightings.count }

  /// Makes room for so many sightings at once.
  public mutating func reserve(_ capacity: Int) {
    names.reserveCapacity(capacity)
    sightings.reserveCapacity(capacity)
  }

  /// Adds a sighting.
  public mutating func insert(_ key: SightingKey) {
    names.insert(Self.hash(ofName: key.path))
    sightings.insert(Self.hash(of: key))
  }

  /// Whether exactly this state of the file is known.
  public func contains(_ key: SightingKey) -> Bool {
    sightings.contains(Self.hash(of: key))
  }

  /// Forgets a sighting, so that the file is delivered once more.
  mutating func remove(_ key: SightingKey) {
    names.remove(Self.hash(ofName: key.path))
    sightings.remove(Self.hash(of: key))
  }

  /// Whether any state of the name is known, without making a String of it.
  func containsName(_ utf8: UnsafeRawBufferPointer) -> Bool {
    names.contains(Self.hash(utf8))
  }

  private static func hash(ofName path: String) -> UInt64 {
    var path = path
    return path.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }

  private static func hash(_ utf8: UnsafeRawBufferPointer) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(bytes: utf8)
    return UInt64(truncatingIfNeeded: hasher.finalize())
  }

  private static func hash(of key: SightingKey) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(key)
    return UInt64(truncatingIfNeeded: hasher.finalize())
  }
}
