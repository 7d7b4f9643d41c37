/// Gets fields out of bytes that may be anything.
///
/// Every length is checked against the bytes that are left before it is believed.
struct FieldReader: FieldCoder {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// One field that fills all the bytes.
  static func field<Value: Field>(
    _ type: Value.Type,
    in bytes: [UInt8]
  ) throws(FieldFault) -> Value {
    var reader = FieldReader(bytes)
    var value = Value.blank
    try reader.code(&value)
    guard reader.position == bytes.count else { throw FieldFault() }
    return value
  }

  mutating func code(number: inout UInt64) throws(FieldFault) {
    let range = try take(MemoryLayout<UInt64>.size)
    number = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
    }
  }

  mutating func code(bytes: inout [UInt8]) throws(FieldFault) {
    let range = try take(code(count: 0))
    bytes = Array(self.bytes[range])
  }

  mutating func code(words: inout [UInt16]) throws(FieldFault) {
    let count = try code(count: 0)
    let range = try take(count * 2)
    words = bytes.withUnsafeBytes { raw in
      stride(from: range.lowerBound, to: range.upperBound, by: 2).map {
        raw.loadUnaligned(fromByteOffset: $0, as: UInt16.self)
      }
    }
  }

  mutating func code(count: Int) throws(FieldFault) -> Int {
    var number: UInt64 = 0
    try code(number: &number)
    // Each element of a list takes at least a byte.
    guard number <= UInt64(bytes.count - position) else { throw FieldFault() }
    return Int(number)
  }

  private mutating func take(_ count: Int) throws(FieldFault) -> Range<Int> {
    guard count <= bytes.count - position else { throw FieldFault() }
    defer { position += count }
    return position..<position + count
  }
}
