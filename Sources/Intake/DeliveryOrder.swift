/// The order in which files of one round are taken: folder, name without extension, extension.
///
/// Comparing the name before its extension puts `im005.dcm` before `im005-again.dcm`, so that of two
/// files with the same identity the one that a sender named first becomes the original. Runs of digits
/// compare as numbers (`im9` before `im10`); otherwise bytes decide, so that every machine and locale
/// agrees.
public struct DeliveryOrder: Comparable, Sendable {
  /// The path that is being ordered.
  public let path: String
  private let bytes: [UInt8]
  private let nameStart: Int
  private let stemEnd: Int

  /// The place of a path.
  public init(_ path: String) {
    self.path = path
    bytes = Array(path.utf8)
    let nameStart = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let dot = bytes[nameStart...].lastIndex(of: UInt8(ascii: "."))
    self.nameStart = nameStart
    // A leading full stop hides a file; it does not begin an extension.
    if let dot, dot > nameStart { stemEnd = dot } else { stemEnd = bytes.count }
  }

  /// Sorts paths.
  public static func sorted(_ paths: some Sequence<String>) -> [String] {
    paths.map(Self.init).sorted().map(\.path)
  }

  /// Whether the left one is taken first.
  public static func < (left: Self, right: Self) -> Bool {
    let order =
      compareFolders(left.bytes[..<left.nameStart], right.bytes[..<right.nameStart])
      ?? compare(left.stem, right.stem)
      ?? compare(left.bytes[left.stemEnd...], right.bytes[right.stemEnd...])
    return order ?? left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// Whether both are the same path.
  public static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }

  private var stem: ArraySlice<UInt8> { bytes[nameStart..<stemEnd] }

  /// A folder comes before those inside it, which a comparison of whole paths would not promise.
  private static func compareFolders(
    _ left: ArraySlice<UInt8>,
    _ right: ArraySlice<UInt8>
  ) -> Bool? {
    if left == right { return nil }
    let lefts = left.split(separator: UInt8(ascii: "/"))
    let rights = right.split(separator: UInt8(ascii: "/"))
    for (one, other) in zip(lefts, rights) {
      if let order = compare(one, other) { return order }
    }
    return lefts.count == rights.count ? nil : lefts.count < rights.count
  }

  /// True if the left comes first, false if the right does, nil if neither.
  private static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool? {
    var left = left
    var right = right
    while let one = left.first, let other = right.first {
      if isDigit(one), isDigit(other) {
        let number = left.prefix(while: isDigit).drop { $0 == UInt8(ascii: "0") }
        let otherNumber = right.prefix(while: isDigit).drop { $0 == UInt8(ascii: "0") }
        if number.count != otherNumber.count { return number.count < otherNumber.count }
        if number != otherNumber { return number.lexicographicallyPrecedes(otherNumber) }
        left = left.drop(while: isDigit)
        right = right.drop(while: isDigit)
      } else if one != other {
        return one < other
      } else {
        left.removeFirst()
        right.removeFirst()
      }
    }
    if left.isEmpty, right.isEmpty { return nil }
    return left.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
