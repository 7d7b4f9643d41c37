/// A value that crosses between the program and its worker.
///
/// One function writes and reads, so that the two ends cannot disagree on the order.
protocol Field {
  /// What is there before a value has been read into it.
  static var blank: Self { get }
  /// Writes the value, or reads another into its place.
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault)
}

/// Writes fields, or reads them.
protocol FieldCoder {
  mutating func code(number: inout UInt64) throws(FieldFault)
  mutating func code(bytes: inout [UInt8]) throws(FieldFault)
  /// Numbers of 16 bits, in the machine's order: both ends are the same program.
  mutating func code(words: inout [UInt16]) throws(FieldFault)
  /// Makes room for a list that is read, or says how long the written one is.
  mutating func code(count: Int) throws(FieldFault) -> Int
}

/// Bytes that hold no such value; nothing more is said of them, since they came from a worker.
struct FieldFault: Error {}

extension FieldCoder {
  mutating func code(_ value: inout some Field) throws(FieldFault) { try value.code(with: &self) }
}

extension UInt64: Field {
  static let blank: UInt64 = 0
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    try coder.code(number: &self)
  }
}

extension Int: Field {
  static let blank = 0
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var number = UInt64(bitPattern: Int64(self))
    try coder.code(number: &number)
    self = Int(Int64(bitPattern: number))
  }
}

extension Bool: Field {
  static let blank = false
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var number: UInt64 = self ? 1 : 0
    try coder.code(number: &number)
    guard number <= 1 else { throw FieldFault() }
    self = number == 1
  }
}

extension Double: Field {
  static let blank = 0.0
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var number = bitPattern
    try coder.code(number: &number)
    self = Double(bitPattern: number)
    // Decimal strings that are no finite number are read as absent.
    guard isFinite else { throw FieldFault() }
  }
}

extension String: Field {
  static let blank = ""
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var bytes = Array(utf8)
    try coder.code(bytes: &bytes)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw FieldFault() }
    self = text
  }
}

extension Optional: Field where Wrapped: Field {
  static var blank: Self { nil }
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var isThere = self != nil
    try isThere.code(with: &coder)
    guard isThere else {
      self = nil
      return
    }
    var value = self ?? Wrapped.blank
    try value.code(with: &coder)
    self = value
  }
}

extension Array: Field where Element: Field {
  static var blank: Self { [] }
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    let count = try coder.code(count: count)
    for index in 0..<count {
      // One by one: a list that claims a million elements ends where its bytes do.
      if index == self.count { append(.blank) }
      try self[index].code(with: &coder)
    }
  }
}
