/// A set of characters that ISO 2022 puts in the lower (G0) or upper (G1) half of the code table:
/// PS3.3 tables C.12-2 to C.12-4.
enum CodeElement: Hashable {
  /// ASCII, or JIS X 0201 romaji, which differs in two characters (yen for backslash, overline).
  case ascii
  /// JIS X 0208, two bytes in G0 (ISO-IR 87).
  case kanji
  /// JIS X 0212, two bytes in G0 (ISO-IR 159).
  case supplementaryKanji
  /// JIS X 0201 katakana in G1 (ISO-IR 13).
  case katakana
  /// A single-byte or two-byte set in G1, by the name that iconv has for it with ASCII below.
  case upper(String)

  /// What an escape sequence, without its ESC, calls up, and how long it is; nil for others.
  static func called(by sequence: ArraySlice<UInt8>) -> (element: CodeElement, length: Int)? {
    for (letters, element) in escapes where sequence.starts(with: letters.utf8) {
      return (element, letters.utf8.count)
    }
    return nil
  }

  /// What the upper half holds under a defined term that stands first, or nil for an unknown one.
  static func initial(_ number: String) -> CodeElement? {
    switch number {
    case "13": .katakana
    case "149": .upper("EUC-KR")
    case "58": .upper("GB2312")
    // Their upper half is empty: they live in G0, or there is none.
    case "", "6", "87", "159": .ascii
    default: latin[number].map { .upper($0) }
    }
  }

  var isLower: Bool { [.ascii, .kanji, .supplementaryKanji].contains(self) }
  var bytesPerCharacter: Int {
    switch self {
    case .kanji, .supplementaryKanji, .upper("EUC-KR"), .upper("GB2312"): 2
    default: 1
    }
  }

  /// The name for iconv, and the bytes as it wants them.
  func encoded(_ bytes: [UInt8]) -> (encoding: String, bytes: [UInt8]) {
    switch self {
    case .ascii: ("ASCII", bytes)
    case .kanji: ("EUC-JP", bytes.map { $0 | 0x80 })
    case .supplementaryKanji:
      // EUC-JP's third set: each pair behind 8F.
      (
        "EUC-JP",
        stride(from: 0, to: bytes.count - 1, by: 2).flatMap {
          [0x8F, bytes[$0] | 0x80, bytes[$0 + 1] | 0x80]
        }
      )
    // Shift JIS has the half-width katakana where JIS X 0201 has them.
    case .katakana: ("SHIFT_JIS", bytes)
    case .upper(let encoding): (encoding, bytes)
    }
  }

  /// Every name that iconv is ever asked for.
  static let encodings: [String] =
    ["ASCII", "EUC-JP", "SHIFT_JIS", "EUC-KR", "GB2312", "GB18030", "GBK"] + latin.values

  private static let latin: [String: String] = [
    "100": "ISO-8859-1", "101": "ISO-8859-2", "109": "ISO-8859-3", "110": "ISO-8859-4",
    "144": "ISO-8859-5", "127": "ISO-8859-6", "126": "ISO-8859-7", "138": "ISO-8859-8",
    "148": "ISO-8859-9", "203": "ISO-8859-15", "166": "TIS-620",
  ]

  private static let escapes: [(String, CodeElement)] = [
    ("(B", .ascii), ("(J", .ascii), ("$B", .kanji), ("$@", .kanji), ("$(D", .supplementaryKanji),
    (")I", .katakana), ("$)C", .upper("EUC-KR")), ("$)A", .upper("GB2312")),
    ("-A", .upper("ISO-8859-1")), ("-B", .upper("ISO-8859-2")), ("-C", .upper("ISO-8859-3")),
    ("-D", .upper("ISO-8859-4")), ("-L", .upper("ISO-8859-5")), ("-G", .upper("ISO-8859-6")),
    ("-F", .upper("ISO-8859-7")), ("-H", .upper("ISO-8859-8")), ("-M", .upper("ISO-8859-9")),
    ("-b", .upper("ISO-8859-15")), ("-T", .upper("TIS-620")),
  ]
}
