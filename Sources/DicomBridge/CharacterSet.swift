/// The Specific Character Set (0008,0005) that a data set's texts are in, PS3.3 C.12.1.1.2.
struct CharacterSet {
  /// The defined terms, as corrected; empty for the default repertoire.
  let terms: [String]

  /// The set that a data set states, or else the one of the data set around it.
  init(of dataset: Dataset, within outer: CharacterSet? = nil) {
    guard dataset.elements[Attributes.specificCharacterSet] != nil else {
      terms = outer?.terms ?? []
      return
    }
    terms = dataset.codes(Attributes.specificCharacterSet).map(Self.corrected)
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
    return upper
  }

  /// A text as Unicode, trimmed; nil where nothing is left.
  ///
  /// Policy: bytes beyond ASCII under no stated set are Latin-1 (as pydicom has it), unless they
  /// are sound UTF-8, which Latin-1 text practically never is. A text that is not in its stated
  /// set keeps its ASCII, and each other byte becomes U+FFFD.
  ///
  /// - Parameters:
  ///   - value: the element's bytes.
  ///   - isName: whether it is a person's name, in which ^ and = reset code extensions.
  /// - Returns: the text without the spaces and zeros around it.
  func text(_ value: [UInt8], isName: Bool = false) -> String? {
    let bytes = Array(trimmed(value[...]))
    guard !bytes.isEmpty else { return nil }
    // ESC switches sets even where every byte is ASCII.
    if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x1B }) { return latin1(bytes) }
    if terms.allSatisfy(\.isEmpty) {
      return String(validating: bytes, as: UTF8.self) ?? latin1(bytes)
    }
    return converted(bytes, isName: isName)
      ?? String(bytes.map { $0 < 0x80 && $0 != 0x1B ? Character(Unicode.Scalar($0)) : "\u{FFFD}" })
  }

  private func converted(_ bytes: [UInt8], isName: Bool) -> String? {
    guard let first = terms.first else { return nil }
    switch first {
    case "ISO_IR 192": return String(validating: bytes, as: UTF8.self)
    case "GB18030", "GBK": return CodeExtensions.converted(bytes, from: first)
    default: break
    }
    let number = first.split(separator: " ").last.map { String($0) } ?? ""
    guard first.isEmpty || first.hasPrefix("ISO_IR ") || first.hasPrefix("ISO 2022 IR "),
      let upper = CodeElement.initial(number)
    else { return nil }
    // An escape sequence says for itself what follows: the further terms need not announce it.
    return CodeExtensions(initialUpper: upper, delimiters: isName ? Array("^=".utf8) : [])
      .unicode(bytes)
  }
}
