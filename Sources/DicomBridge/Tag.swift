/// The tag of a data element: group in the upper, element in the lower half.
struct Tag: Hashable, Comparable, CustomStringConvertible {
  let code: UInt32

  init(_ group: UInt16, _ element: UInt16) {
    code = UInt32(group) << 16 | UInt32(element)
  }

  var group: UInt16 { UInt16(code >> 16) }

  /// Such as (0028,0010).
  var description: String {
    func hex(_ number: UInt32) -> String {
      let digits = String(number, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
    return "(\(hex(code >> 16)),\(hex(code & 0xFFFF)))"
  }

  static func < (left: Self, right: Self) -> Bool { left.code < right.code }
}

// The delimiters of PS3.5 7.5.
extension Tag {
  static let item = Tag(0xFFFE, 0xE000)
  static let itemEnd = Tag(0xFFFE, 0xE00D)
  static let sequenceEnd = Tag(0xFFFE, 0xE0DD)
}

/// A value representation, as its two letters.
struct ValueRepresentation: Hashable {
  let letters: UInt16

  init(_ first: UInt8, _ second: UInt8) {
    letters = UInt16(first) << 8 | UInt16(second)
  }

  init(_ name: StaticString) {
    self.init(name.utf8Start[0], name.utf8Start[1])
  }

  static let sequence = Self("SQ")
  static let unknown = Self("UN")
  static let otherWord = Self("OW")
  static let otherByte = Self("OB")
  static let signedShort = Self("SS")
  static let unsignedShort = Self("US")
  /// What an element without a stated representation (implicit VR) has.
  static let implicit = Self("--")

  /// Those whose header has two reserved bytes and a 32-bit length (PS3.5 7.1.2).
  static let long: Set<Self> = [
    "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV",
  ]
  static let short: Set<Self> = [
    "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL",
    "SS", "ST", "TM", "UI", "UL", "US",
  ]

  var isLong: Bool { Self.long.contains(self) }
  var isKnown: Bool { isLong || Self.short.contains(self) }
}

extension ValueRepresentation: ExpressibleByStringLiteral {
  init(stringLiteral name: StaticString) { self.init(name) }
}
