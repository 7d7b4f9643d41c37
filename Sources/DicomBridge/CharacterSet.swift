import CDcmtk

/// The Specific Character Set (0008,0005) that a data set's texts are in, PS3.3 C.12.1.1.2.
///
/// DCMTK does the conversion (with the C library's iconv), code extensions of ISO 2022 included.
struct CharacterSet {
  /// The defined terms as DCMTK wants them, joined by backslashes; empty for the default repertoire.
  let terms: String

  /// The set that a data set states, or else the one of the data set around it.
  init(of dataset: Dataset, within outer: CharacterSet? = nil) {
    guard dataset.elements[Attributes.specificCharacterSet] != nil else {
      terms = outer?.terms ?? ""
      return
    }
    let stated = dataset.codes(Attributes.specificCharacterSet).map(Self.corrected)
    terms = stated.count == 1 ? Self.alone(stated[0]) : stated.joined(separator: "\\")
  }

  /// A set of the code-extension kind that stands alone, which PS3.3 C.12.1.1.2 does not have.
  ///
  /// A single-byte one means its twin without extensions; one of several bytes can only come
  /// behind the default repertoire.
  private static func alone(_ term: String) -> String {
    let prefix = "ISO 2022 IR "
    guard term.hasPrefix(prefix) else { return term }
    let number = String(term.dropFirst(prefix.count))
    return ["87", "159", "149", "58"].contains(number) ? "\\" + term : "ISO_IR " + number
  }

  /// Spellings that writers use for the defined terms.
  private static func corrected(_ term: String) -> String {
    let upper = term.uppercased()
    for prefix in ["ISO IR ", "ISO-IR ", "ISO_IR_", "ISO_IR-"] where upper.hasPrefix(prefix) {
      return "ISO_IR " + upper.dropFirst(prefix.count)
    }
    for prefix in ["ISO_2022_IR_", "ISO 2022-IR ", "ISO_2022 IR ", "ISO2022 IR "]
    where upper.hasPrefix(prefix) {
      return "ISO 2022 IR " + upper.dropFirst(prefix.count)
    }
    return upper == "ISO_IR 6" ? "" : upper
  }

  /// A text as Unicode, trimmed; nil where nothing is left.
  ///
  /// Policy: bytes beyond ASCII under no stated set are Latin-1 (as pydicom has it), unless they
  /// are sound UTF-8, which Latin-1 text practically never is. A text that does not convert keeps
  /// its ASCII, and each other byte becomes U+FFFD.
  ///
  /// - Parameters:
  ///   - value: the element's bytes.
  ///   - delimiters: what resets the code extensions, beside control characters.
  func text(_ value: [UInt8], delimiters: String = "\\") -> String? {
    let bytes = Array(trimmed(value[...]))
    guard !bytes.isEmpty else { return nil }
    // ESC switches sets even where every byte is ASCII.
    if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x1B }) { return latin1(bytes) }
    if terms.isEmpty {
      return String(validating: bytes, as: UTF8.self) ?? latin1(bytes)
    }
    return converted(bytes, delimiters: delimiters) ?? latin1Replacing(bytes)
  }

  private func converted(_ bytes: [UInt8], delimiters: String) -> String? {
    // No set that DICOM knows needs more than four bytes of UTF-8 for one of its own.
    let capacity = bytes.count * 4
    var code = CDcmtkCode.fault
    let utf8 = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      guard let room = buffer.baseAddress else { return }
      bytes.withUnsafeBufferPointer { input in
        guard let first = input.baseAddress else { return }
        var written = 0
        code =
          cdcmtk_unicode(terms, first, input.count, delimiters, room, capacity, &written).code
        filled = code == .done ? written : 0
      }
    }
    guard code == .done, !utf8.isEmpty else { return nil }
    let text = String(decoding: trimmed(utf8[...]), as: UTF8.self)
    return text.isEmpty ? nil : text
  }

  private func latin1Replacing(_ bytes: [UInt8]) -> String {
    String(bytes.map { $0 < 0x80 ? Character(Unicode.Scalar($0)) : "\u{FFFD}" })
  }
}
