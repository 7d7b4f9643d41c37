/// Puts fields into bytes.
struct FieldWriter: FieldCoder {
  private(set) var bytes: [UInt8] = []

  /// The bytes of one field.
  static func bytes(of field: some Field) throws(FieldFault) -> [UInt8] {
    var writer = FieldWriter()
    var field = field
    try writer.code(&field)
    return writer.bytes
  }

  mutating func code(number: inout UInt64) throws(FieldFault) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  mutating func code(bytes: inout [UInt8]) throws(FieldFault) {
    _ = try code(count: bytes.count)
    self.bytes += bytes
  }

  mutating func code(words: inout [UInt16]) throws(FieldFault) {
    _ = try code(count: words.count)
    words.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  mutating func code(count: Int) throws(FieldFault) -> Int {
    var number = UInt64(count)
    try code(number: &number)
    return count
  }
}
