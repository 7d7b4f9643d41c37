import CDcmtk

/// Reads a text with code extensions, ISO 2022 as PS3.5 6.1.2.5 restricts it.
struct CodeExtensions {
  /// What the upper half holds at the start and behind each delimiter.
  let initialUpper: CodeElement
  /// Characters that reset the code elements: always control characters, in names ^ and = too.
  let delimiters: [UInt8]

  private static let escape: UInt8 = 0x1B

  /// The text as Unicode; nil when it is not what it claims to be.
  func unicode(_ bytes: [UInt8]) -> String? {
    var text = ""
    var lower = CodeElement.ascii
    var upper = initialUpper
    var position = 0
    while position < bytes.count {
      if bytes[position] == Self.escape {
        guard let called = CodeElement.called(by: bytes[(position + 1)...]) else { return nil }
        if called.element.isLower { lower = called.element } else { upper = called.element }
        position += 1 + called.length
        continue
      }
      let end = runEnd(in: bytes, from: position, lower: lower)
      let isUpper = bytes[position] >= 0x80
      let isPlain = !isUpper && (isDelimiter(bytes[position]) || lower == .ascii)
      let element = isUpper ? upper : isPlain ? .ascii : lower
      guard !isUpper || !upper.isLower else { return nil }
      guard let run = unicode(Array(bytes[position..<end]), as: element) else { return nil }
      text += run
      if lower.bytesPerCharacter == 1, isDelimiter(bytes[end - 1]) { upper = initialUpper }
      position = end
    }
    return text
  }

  /// Where the run of bytes of one code element ends; a delimiter ends its run.
  private func runEnd(in bytes: [UInt8], from start: Int, lower: CodeElement) -> Int {
    let isUpper = bytes[start] >= 0x80
    var end = start
    while end < bytes.count, bytes[end] != Self.escape, (bytes[end] >= 0x80) == isUpper {
      end += 1
      if !isUpper, lower.bytesPerCharacter == 1, isDelimiter(bytes[end - 1]) { break }
    }
    return end
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    // Tab, line feed, form feed, carriage return, and the backslash between values.
    [0x09, 0x0A, 0x0C, 0x0D, 0x5C].contains(byte) || delimiters.contains(byte)
  }

  private func unicode(_ bytes: [UInt8], as element: CodeElement) -> String? {
    if element == .ascii { return latin1(bytes) }
    guard bytes.count % element.bytesPerCharacter == 0 else { return nil }
    let (encoding, encoded) = element.encoded(bytes)
    return Self.converted(encoded, from: encoding)
  }

  /// What iconv makes of a text; nil when it is not in that encoding.
  static func converted(_ bytes: [UInt8], from encoding: String) -> String? {
    // No encoding that DICOM knows needs more than four bytes of UTF-8 for one of its own.
    let capacity = bytes.count * 4
    var code = CDcmtkCode.fault
    let utf8 = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      guard let room = buffer.baseAddress else { return }
      bytes.withUnsafeBufferPointer { input in
        guard let first = input.baseAddress else { return }
        var written = 0
        code = cdcmtk_unicode(encoding, first, input.count, room, capacity, &written).code
        filled = code == .done ? written : 0
      }
    }
    return code == .done ? String(decoding: utf8, as: UTF8.self) : nil
  }
}
