extension Dataset {
  /// A 16-bit number (US), also where the file's own representation is UN.
  func unsignedShort(_ tag: Tag) -> Int? {
    words(tag).first.map { Int($0) }
  }

  /// All 16-bit words of a value.
  func words(_ tag: Tag) -> [UInt16] {
    guard let value = elements[tag]?.value else { return [] }
    return (0..<value.count / 2).map { index in
      let (first, second) = (UInt16(value[index * 2]), UInt16(value[index * 2 + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
  }

  /// The values of a text of the default repertoire (CS, UI, DA, DS and the like), trimmed.
  ///
  /// Bytes beyond ASCII have no business here; they arrive as Latin-1, so that nothing is lost.
  func codes(_ tag: Tag) -> [String] {
    guard let value = elements[tag]?.value, !value.isEmpty else { return [] }
    let values = value.split(separator: 0x5C, omittingEmptySubsequences: false)
      .map { latin1(trimmed($0)) }
    return values.allSatisfy(\.isEmpty) ? [] : values
  }

  /// The first value of a text of the default repertoire; nil where it is absent or empty.
  func code(_ tag: Tag) -> String? {
    codes(tag).first.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A text of the default repertoire that is never several values, such as a date.
  func wholeCode(_ tag: Tag) -> String? {
    guard let value = elements[tag]?.value else { return nil }
    let text = latin1(trimmed(value[...]))
    return text.isEmpty ? nil : text
  }

  /// The values of a decimal string (DS), each nil where it is no finite number.
  func decimals(_ tag: Tag) -> [Double?] {
    codes(tag).map { Double($0).flatMap { $0.isFinite ? $0 : nil } }
  }

  /// The first decimal string.
  func decimal(_ tag: Tag) -> Double? { decimals(tag).first ?? nil }

  /// An integer string (IS); some writers put a decimal point into it.
  func integer(_ tag: Tag) -> Int? {
    guard let number = decimal(tag), abs(number) < 1e9, number == number.rounded() else {
      return nil
    }
    return Int(number)
  }
}

/// Without the spaces and zeros around it (PS3.5 6.2).
func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let isPadding: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0 }
  guard let last = bytes.lastIndex(where: { !isPadding($0) }) else { return [] }
  return bytes[...last].drop(while: isPadding)
}

/// Each byte as the Unicode scalar of its number.
func latin1(_ bytes: some Sequence<UInt8>) -> String {
  var text = String.UnicodeScalarView()
  text.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
  return String(text)
}
