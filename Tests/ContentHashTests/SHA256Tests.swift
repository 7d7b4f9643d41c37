import ContentHash
import Testing

@Suite("A SHA-256 digest")
struct SHA256Tests {
  // Vectors of FIPS 180-2, appendix B.
  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ])
  func `equals the standard's vectors`(text: String, hex: String) {
    #expect(SHA256Digest(of: text).hex == hex)
  }

  @Test func `is the same in pieces`() {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var hasher = SHA256Hasher()
    for start in stride(from: 0, to: bytes.count, by: 777) {
      hasher.update(bytes[start..<min(start + 777, bytes.count)])
    }
    #expect(hasher.finalize() == SHA256Digest(of: bytes))
  }

  @Test(arguments: [
    "", "abc", String(repeating: "A", count: 64), String(repeating: "g", count: 64),
  ])
  func `refuses what is no digest`(text: String) {
    #expect(SHA256Digest(hex: text) == nil)
  }
}
