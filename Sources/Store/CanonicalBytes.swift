/// The bytes over which the audit's hashes and the results' digests are computed.
///
/// Every value is written with its length in front, so that no two lists of values give the same
/// bytes: a text or number as `<length in bytes>:<bytes>,` (a netstring), no value as `-`. Whole
/// numbers are decimal; a double is the 16 lower-case hexadecimal digits of its IEEE 754 bits.
struct CanonicalBytes {
  private(set) var bytes: [UInt8] = []

  init(_ purpose: String) {
    append(purpose)
  }

  mutating func append(_ text: String?) {
    guard let text else { return appendNull() }
    append(raw: Array(text.utf8))
  }

  mutating func append(_ number: Int64) {
    append(raw: Array(String(number).utf8))
  }

  mutating func append(_ number: Double) {
    let digits = String(number.bitPattern, radix: 16)
    append(raw: Array((String(repeating: "0", count: 16 - digits.count) + digits).utf8))
  }

  mutating func append(raw: some Collection<UInt8>) {
    bytes.append(contentsOf: String(raw.count).utf8)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(contentsOf: raw)
    bytes.append(UInt8(ascii: ","))
  }

  mutating func appendNull() {
    bytes.append(UInt8(ascii: "-"))
  }
}
