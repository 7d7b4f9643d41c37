import DicomBridge
import Foundation
import TestSupport
import Testing

/// Patient names as Unicode, whatever they were written in.
@Suite(.temporaryFolder)
struct CharacterSetTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let characterSet: String?
    let bytes: [UInt8]
    let name: String
    var testDescription: String { characterSet ?? "none stated" }
  }

  /// Names and bytes of the examples in PS3.5 annexes H, I, J and K, and PS3.3 C.12.1.1.2.
  static let standard: [Example] = [
    // H.3.1, ISO 2022 IR 6 and IR 87.
    Example(
      characterSet: "\\ISO 2022 IR 87",
      bytes: ascii("Yamada^Tarou=") + esc("$B") + hex("3B 33 45 44") + esc("(B") + ascii("^")
        + esc("$B") + hex("42 40 4F 3A") + esc("(B") + ascii("=") + esc("$B")
        + hex("24 64 24 5E 24 40") + esc("(B") + ascii("^") + esc("$B") + hex("24 3F 24 6D 24 26")
        + esc("(B"),
      name: "Yamada^Tarou=山田^太郎=やまだ^たろう"
    ),
    // H.3.2, IR 13 and IR 87.
    Example(
      characterSet: "ISO 2022 IR 13\\ISO 2022 IR 87",
      bytes: hex("D4 CF C0 DE 5E C0 DB B3 3D") + esc("$B") + hex("3B 33 45 44") + esc("(J")
        + ascii("^") + esc("$B") + hex("42 40 4F 3A") + esc("(J") + ascii("=") + esc("$B")
        + hex("24 64 24 5E 24 40") + esc("(J") + ascii("^") + esc("$B")
        + hex("24 3F 24 6D 24 26") + esc("(J"),
      name: "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"
    ),
    // I.2, Korean.
    Example(
      characterSet: "\\ISO 2022 IR 149",
      bytes: ascii("Hong^Gildong=") + esc("$)C") + hex("FB F3 5E") + esc("$)C")
        + hex("D1 CE D4 D7 3D") + esc("$)C") + hex("C8 AB 5E") + esc("$)C") + hex("B1 E6 B5 BF"),
      name: "Hong^Gildong=洪^吉洞=홍^길동"
    ),
    // J.1 and J.2, Chinese in UTF-8 and GB18030.
    Example(
      characterSet: "ISO_IR 192",
      bytes: Array("Wang^XiaoDong=王^小东=".utf8),
      name: "Wang^XiaoDong=王^小东="
    ),
    Example(
      characterSet: "GB18030",
      bytes: ascii("Wang^XiaoDong=") + hex("CD F5 5E D0 A1 B6 AB 3D"),
      name: "Wang^XiaoDong=王^小东="
    ),
    // K.2, Chinese in IR 58.
    Example(
      characterSet: "\\ISO 2022 IR 58",
      bytes: ascii("Zhang^XiaoDong=") + esc("$)A") + hex("D5 C5 5E") + esc("$)A")
        + hex("D0 A1 B6 AB 3D"),
      name: "Zhang^XiaoDong=张^小东="
    ),
  ]

  /// JIS X 0212, row 16, cell 1.
  static let supplementary = Example(
    characterSet: "\\ISO 2022 IR 87\\ISO 2022 IR 159",
    bytes: esc("$(D") + hex("30 21") + esc("(B"),
    name: "丂"
  )

  /// Single-byte sets, by ISO/IEC 8859 and TIS 620.
  static let singleByte: [Example] = [
    Example(
      characterSet: "ISO_IR 100",
      bytes: hex("42 75 63 5E 4A E9 72 F4 6D 65"),
      name: "Buc^Jérôme"
    ),
    Example(characterSet: "ISO_IR 101", bytes: hex("57 61 B3 EA 73 61"), name: "Wałęsa"),
    Example(characterSet: "ISO_IR 109", bytes: hex("C6 75"), name: "Ĉu"),
    Example(characterSet: "ISO_IR 110", bytes: hex("C4 BC"), name: "Äŧ"),
    Example(
      characterSet: "ISO_IR 126",
      bytes: hex("C4 E9 EF ED F5 F3 E9 EF F2"),
      name: "Διονυσιος"
    ),
    Example(
      characterSet: "ISO_IR 127",
      bytes: hex("E2 C8 C7 E6 EA 5E E4 E6 D2 C7 D1"),
      name: "قباني^لنزار"
    ),
    Example(
      characterSet: "ISO_IR 138",
      bytes: hex("F9 F8 E5 EF 5E E3 E1 E5 F8 E4"),
      name: "שרון^דבורה"
    ),
    Example(
      characterSet: "ISO_IR 144",
      bytes: hex("BB EE DA 63 65 DC D1 79 E0 D3"),
      name: "Люкceмбyрг"
    ),
    Example(characterSet: "ISO_IR 148", bytes: hex("C7 61 76 75 FE"), name: "Çavuş"),
    Example(characterSet: "ISO_IR 166", bytes: hex("CA C1 AA D2 C2"), name: "สมชาย"),
    Example(characterSet: "ISO_IR 203", bytes: hex("BD A4"), name: "œ€"),
    Example(characterSet: "ISO_IR 13", bytes: hex("D4 CF C0 DE 5E C0 DB B3"), name: "ﾔﾏﾀﾞ^ﾀﾛｳ"),
    Example(
      characterSet: "ISO 2022 IR 100\\ISO 2022 IR 126",
      bytes: ascii("Dionysios=") + esc("-F") + hex("C4 E9 EF ED F5 F3 E9 EF F2"),
      name: "Dionysios=Διονυσιος"
    ),
  ]

  /// What writers get wrong, and the policy for it.
  static let policies: [Example] = [
    Example(characterSet: nil, bytes: hex("4D FC 6C 6C 65 72 5E 4A E9"), name: "Müller^Jé"),
    Example(characterSet: nil, bytes: Array("Müller^Łucja".utf8), name: "Müller^Łucja"),
    Example(characterSet: "ISO-IR 100", bytes: hex("4D FC 6C 6C 65 72"), name: "Müller"),
    Example(characterSet: "iso_ir 100 ", bytes: hex("4D FC 6C 6C 65 72"), name: "Müller"),
    Example(characterSet: "ISO 2022 IR 100", bytes: hex("4D FC 6C 6C 65 72"), name: "Müller"),
    Example(
      characterSet: "ISO 2022 IR 87",
      bytes: esc("$B") + hex("3B 33 45 44") + esc("(B"),
      name: "山田"
    ),
    Example(characterSet: "KLINGON", bytes: hex("4D FC 6C"), name: "M\u{FFFD}l"),
    Example(characterSet: "ISO_IR 192", bytes: hex("4D FC 6C"), name: "M\u{FFFD}l"),
    Example(characterSet: "ISO_IR 192", bytes: ascii(" Doe^Jane  "), name: "Doe^Jane"),
  ]

  @Test(arguments: standard + [supplementary] + singleByte + policies)
  func `a patient name arrives as Unicode`(example: Example) throws {
    var file = SyntheticFile()
    if let set = example.characterSet {
      file.add(0x0008, 0x0005, "CS", Self.padded(Array(set.utf8)))
    }
    file.add(0x0010, 0x0010, "PN", Self.padded(example.bytes))
    let name = try DicomDecoder().header(of: file.write()).patientName
    #expect(name.map { Array($0.unicodeScalars) } == Array(example.name.unicodeScalars))
  }

  @Test
  func `a code's meaning is read in the item's own character set`() throws {
    var item = SyntheticFile()
    item.bytes = []
    item.add(0x0008, 0x0005, "CS", Array("ISO_IR 144".utf8))
    item.add(0x0008, 0x0100, "SH", Array("1234".utf8))
    item.add(0x0008, 0x0104, "LO", [0xBB, 0xEE])
    var file = SyntheticFile()
    file.add(0x0008, 0x0005, "CS", Array("ISO_IR 100".utf8))
    file.add(0x0054, 0x0220, "SQ", claiming: 0xFFFF_FFFF)
    file.addItem(claiming: UInt32(item.bytes.count))
    file.bytes += item.bytes
    file.addItem(0xE0DD, claiming: 0)
    let header = try DicomDecoder().header(of: file.write())
    #expect(header.viewCodes == [CodedConcept(value: "1234", scheme: "", meaning: "Лю")])
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes.count % 2 == 0 ? bytes : bytes + [0x20]
  }

  private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func esc(_ text: String) -> [UInt8] { [0x1B] + Array(text.utf8) }

  private static func hex(_ text: String) -> [UInt8] {
    text.split(separator: " ").compactMap { UInt8($0, radix: 16) }
  }
}
