/// An array of 32-bit floats from a `.npy` file (NumPy enhancement proposal 1, format 1.0 to 3.0).
///
/// Strict on purpose: little-endian `float32` in C order and nothing else.
struct NumpyArray: Sendable, Hashable {
  let shape: [Int]
  let values: [Float]

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
