import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

/// From bytes to stored values: PS3.5 8.1.1 and annex D, PS3.3 C.7.6.3.1.
@Suite(.temporaryFolder)
struct StoredValuesTests {
  @Test
  func `bits above Bits Stored are masked and told`() throws {
    let film = try decoded(bitsStored: 12, highBit: 11, samples: [0xF123, 0x0FFF])
    #expect(film.radiograph.storedValues == [0x123, 0xFFF])
    #expect(film.flags.contains("high-bits-masked"))
  }

  @Test
  func `a sign that is extended above Bits Stored is nothing to tell`() throws {
    let film = try decoded(bitsStored: 12, highBit: 11, samples: [0xF800, 0x07FF], isSigned: true)
    #expect(film.radiograph.storedValues == [0x800, 0x7FF])
    #expect(!film.flags.contains("high-bits-masked"))
  }

  @Test
  func `a High Bit above Bits Stored shifts`() throws {
    let film = try decoded(bitsStored: 12, highBit: 15, samples: [0x1230, 0xFFF0])
    #expect(film.radiograph.storedValues == [0x123, 0xFFF])
    #expect(film.flags.contains("shifted-high-bit"))
  }

  @Test(arguments: [(13, 11), (12, 16), (0, 11), (17, 16)])
  func `bits that cannot be are refused`(bitsStored: Int, highBit: Int) throws {
    let error = #expect(throws: DicomError.self) {
      try decoded(bitsStored: UInt16(bitsStored), highBit: UInt16(highBit), samples: [0, 0])
    }
    #expect(error?.reason == "malformed")
  }

  @Test
  func `bytes in big-endian words come in pairs`() throws {
    // PS3.5 annex D: of two 8-bit samples in a word, the first is the less significant byte.
    var file = SyntheticFile(transferSyntax: "1.2.840.10008.1.2.2")
    func add(_ group: UInt16, _ element: UInt16, _ type: String, _ value: [UInt8]) {
      let isLong = type == "OW"
      file.bytes += [group, element].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      file.bytes +=
        Array(type.utf8) + (isLong ? [0, 0, 0, 0, 0] : [0]) + [UInt8(value.count)] + value
    }
    add(0x0008, 0x0060, "CS", Array("DX".utf8))
    add(0x0028, 0x0004, "CS", Array("MONOCHROME2 ".utf8))
    add(0x0028, 0x0010, "US", [0, 1])
    add(0x0028, 0x0011, "US", [0, 3])
    add(0x0028, 0x0100, "US", [0, 8])
    add(0x0028, 0x0101, "US", [0, 8])
    add(0x0028, 0x0102, "US", [0, 7])
    add(0x0028, 0x0103, "US", [0, 0])
    add(0x7FE0, 0x0010, "OW", [2, 1, 0, 3])
    let film = try DicomDecoder().radiograph(of: file.write())
    #expect(film.radiograph.storedValues == [1, 2, 3])
  }

  @Test
  func `Pixel Data shorter than Rows x Columns is refused, longer is told`() throws {
    let error = #expect(throws: DicomError.self) {
      try decoded(bitsStored: 16, highBit: 15, samples: [1])
    }
    #expect(error?.reason == "malformed")
    let film = try decoded(bitsStored: 16, highBit: 15, samples: [1, 2, 3])
    #expect(film.radiograph.storedValues == [1, 2])
    #expect(film.flags.contains("excess-pixel-data"))
  }

  @Test
  func `a bare data set without preamble is read and told`() throws {
    var file = SyntheticFile(rows: 1, columns: 1)
    file.add(0x7FE0, 0x0010, "OW", [5, 0])
    let meta = 132 + 8 + 20
    file.bytes.removeFirst(meta)
    let film = try DicomDecoder().radiograph(of: file.write())
    #expect(film.flags.contains("no-preamble") && !film.header.hasPreamble)
    #expect(film.radiograph.storedValues == [5])
  }

  @Test
  func `an unknown transfer syntax is refused by its UID and keeps its header`() throws {
    var file = SyntheticFile(rows: 1, columns: 1, transferSyntax: "1.2.840.10008.1.2.4.102")
    file.add(codestream: [0, 0])
    let path = try file.write()
    #expect(try DicomDecoder().header(of: path).rows == 1)
    let error = #expect(throws: DicomError.self) { try DicomDecoder().radiograph(of: path) }
    #expect(error?.reason == "unsupported-transfer-syntax")
    #expect(error?.description.contains("MPEG4") == true, "\(error?.description ?? "")")
  }

  /// A picture of one row and two columns.
  private func decoded(
    bitsStored: UInt16,
    highBit: UInt16,
    samples: [UInt16],
    isSigned: Bool = false
  ) throws -> DecodedInstance {
    var file = SyntheticFile()
    file.add(0x0008, 0x0060, "CS", Array("DX".utf8))
    file.add(0x0028, 0x0004, "CS", Array("MONOCHROME2 ".utf8))
    file.add(0x0028, 0x0010, word: 1)
    file.add(0x0028, 0x0011, word: 2)
    file.add(0x0028, 0x0100, word: 16)
    file.add(0x0028, 0x0101, word: bitsStored)
    file.add(0x0028, 0x0102, word: highBit)
    file.add(0x0028, 0x0103, word: isSigned ? 1 : 0)
    file.add(0x7FE0, 0x0010, "OW", samples.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    return try DicomDecoder().radiograph(of: file.write())
  }
}
