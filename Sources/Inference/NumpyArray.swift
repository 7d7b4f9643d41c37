/// An array of 32-bit floats from a `.npy` file (NumPy enhancement proposal 1, format 1.0 to 3.0).
///
/// Strict on purpose: little-endian `float32` in C order and nothing else.
struct NumpyArray: Sendable, Hashable {
  let shape: [Int]
  let values: [Float]

  /// An array of values in C order, as many as the lengths' product.
  init(shape: [Int], values: [Float]) {
    precondition(shape.reduce(1, *) == values.count, "an array has a value for each place")
    self.shape = shape
    self.values = values
  }

  /// The file as `numpy.save` writes it, format 1.0.
  var bytes: [UInt8] {
    let lengths = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(lengths)), }"
    // Magic, version, length, header and line feed come to a multiple of 64 bytes.
    let blanks = String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64)
    let text = Array("\(header)\(blanks)\n".utf8)
    let length = [UInt8(text.count & 0xFF), UInt8(text.count >> 8)]
    return [0x93] + Array("NUMPY".utf8) + [1, 0] + length + text
      + values.flatMap { value in (0..<4).map { UInt8(value.bitPattern >> (8 * $0) & 0xFF) } }
  }

  /// Parses a file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name, for the error.
  /// - Throws: `BundleError.notNumpy` with the reason.
  init(_ bytes: [UInt8], file: String) throws(BundleError) {
    func refuse(_ reason: String) -> BundleError { .notNumpy(file: file, reason: reason) }
    guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)), bytes.count >= 10 else {
      throw refuse("its first bytes are not those of .npy")
    }
    guard (1...3).contains(bytes[6]), bytes[7] == 0 else {
      throw refuse("format \(bytes[6]).\(bytes[7])")
    }
    let lengthBytes = bytes[6] == 1 ? 2 : 4
    guard bytes.count >= 8 + lengthBytes else { throw refuse("it ends early") }
    let length = (0..<lengthBytes).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    let start = 8 + lengthBytes + length
    guard start <= bytes.count else { throw refuse("it ends early") }
    let header = String(decoding: bytes[(8 + lengthBytes)..<start], as: UTF8.self)
    let found = header.wholeMatch(of: Self.header)
    guard let found else { throw refuse("its header asks for another kind of array") }
    let lengths = found.shape.split(separator: ",").map { Int($0.filter { $0 != " " }) }
    var elements = 1
    var shape: [Int] = []
    for length in lengths {
      guard let length, length > 0 else { throw refuse("shape (\(found.shape))") }
      let (product, overflows) = elements.multipliedReportingOverflow(by: length)
      guard !overflows else { throw refuse("shape (\(found.shape))") }
      elements = product
      shape.append(length)
    }
    self.shape = shape
    guard (bytes.count - start) % 4 == 0, (bytes.count - start) / 4 == elements else {
      throw refuse("\(bytes.count - start) bytes of values for the shape (\(found.shape))")
    }
    values = (0..<elements).map { index in
      let place = start + 4 * index
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * $1) }
      return Float(bitPattern: bits)
    }
    guard values.allSatisfy(\.isFinite) else { throw refuse("values that are no numbers") }
  }

  /// The dictionary as `numpy.save` writes it: keys in alphabetical order, blanks, a line feed.
  private static var header: Regex<(Substring, shape: Substring)> {
    /\{'descr': '<f4', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\), \} *\n/
  }
}
