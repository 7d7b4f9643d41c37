import ContentHash
import Testing

@Suite("A checksum")
struct ChecksumTests {
  /// The check value of the catalogue of CRC algorithms, and sums that Python's zlib gives.
  @Test(arguments: [
    ("123456789", "cbf43926"), ("", "00000000"), ("a", "e8b7be43"), ("ae", "00e7ddce"),
  ])
  func `is the CRC-32 of gzip in eight digits`(text: String, sum: String) {
    let found = Array(text.utf8).withUnsafeBytes { Checksum.hex(of: $0) }
    #expect(found == sum)
  }
}
