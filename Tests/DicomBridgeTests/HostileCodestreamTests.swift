import DicomBridge
import Foundation
import TestSupport
import Testing

/// Codestreams on which DCMTK 3.6.7 hangs, crashes or makes pixels up.
@Suite(
  .temporaryFolder,
  .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared))
)
struct HostileCodestreamTests {
  private let decoder = DicomDecoder()

  /// JPEG baseline, lossless and JPEG-LS, JPEG 2000, RLE.
  static let encapsulated = [
    "im008.dcm", "im002.dcm", "im003.dcm", "im004.dcm", "im005.dcm",
  ]
  static let jpegs = ["im008.dcm", "im002.dcm", "im003.dcm"]

  @Test(.timeLimit(.minutes(15)), arguments: jpegs)
  func `a marker FF01 is refused instead of looped over`(name: String) throws {
    var film = try EncapsulatedFilm(name)
    // The first marker behind the start of image becomes TEM.
    film.codestream[3] = 0x01
    try expect(film, "malformed")
  }

  @Test(arguments: ["im008.dcm", "im002.dcm"])
  func `a Huffman table with differences of impossible size is refused`(name: String) throws {
    var film = try EncapsulatedFilm(name)
    // FFC4, two bytes of length, class and destination, 16 counts; then the first symbol.
    let table = try #require(
      film.codestream.indices.dropLast(21).first {
        film.codestream[$0] == 0xFF && film.codestream[$0 + 1] == 0xC4
      }
    )
    #expect(film.codestream[table + 4] == 0, "the first table is not one of class 0")
    film.codestream[table + 21] = 137
    try expect(film, "malformed")
  }

  @Test(arguments: jpegs)
  func `a frame header of other dimensions is refused`(name: String) throws {
    for offset in [3, 5] {
      var film = try EncapsulatedFilm(name)
      let header = try #require(film.frameHeader)
      // Rows (at 3) or columns (at 5) of the frame header, one less than the file's.
      film.codestream[header + 2 + offset + 1] -= 1
      try expect(film, "malformed")
    }
  }

  @Test(arguments: encapsulated)
  func `Rows that say more than the codestream holds are refused`(name: String) throws {
    var film = try EncapsulatedFilm(name)
    film.setRows(60_000)
    let path = try film.write()
    let error = #expect(throws: DicomError.self) { try decoder.radiograph(of: path) }
    #expect(["malformed", "truncated"].contains(error?.reason ?? ""))
  }

  @Test(arguments: encapsulated, [0.1, 0.5, 0.9, 0.99])
  func `a codestream that is cut off inside a whole file is refused`(
    name: String,
    share: Double
  ) throws {
    var film = try EncapsulatedFilm(name)
    let rest = Int(Double(film.codestream.count) * share) & ~1
    film.codestream.removeLast(film.codestream.count - rest)
    let path = try film.write()
    #expect(decoder.completeness(of: path) == .whole)
    let error = #expect(throws: DicomError.self) { try decoder.radiograph(of: path) }
    #expect(["malformed", "truncated"].contains(error?.reason ?? ""))
  }

  @Test(arguments: jpegs, [0.1, 0.5, 0.9])
  func `a scan that is cut off and closed with an end of image is refused`(
    name: String,
    share: Double
  ) throws {
    var film = try EncapsulatedFilm(name)
    let rest = Int(Double(film.codestream.count) * share) & ~1
    film.codestream.removeLast(film.codestream.count - rest)
    film.codestream += [0xFF, 0xD9]
    try expect(film, "malformed")
  }

  @Test
  func `RLE segment offsets outside of the frame are refused`() throws {
    let whole = try EncapsulatedFilm("im005.dcm")
    // The header's first twelve bytes are the count of segments and their two offsets (PS3.5 G.5).
    for bit in 0..<96 {
      var film = whole
      film.codestream[bit / 8] ^= 1 << (bit % 8)
      let path = try film.write()
      let error = #expect(throws: DicomError.self, "bit \(bit)") {
        try decoder.radiograph(of: path)
      }
      #expect(["malformed", "truncated"].contains(error?.reason ?? ""), "bit \(bit)")
    }
  }

  @Test
  func `a JPEG 2000 picture of another size or of countless tiles is refused`() throws {
    // SIZ starts at 2; Xsiz at 8, XTsiz at 24 (ITU-T T.800 A.5.1).
    var wider = try EncapsulatedFilm("im004.dcm")
    wider.codestream[8] = 1
    try expect(wider, "malformed")
    var tiled = try EncapsulatedFilm("im004.dcm")
    tiled.codestream.replaceSubrange(24..<32, with: [0, 0, 0, 1, 0, 0, 0, 1])
    try expect(tiled, "too-large")
  }

  @Test
  func `more pixels than the limit are refused before anything is allocated`() throws {
    var file = SyntheticFile(rows: 65535, columns: 65535)
    file.add(codestream: Array(repeating: 0, count: 2048))
    let error = #expect(throws: DicomError.self) { try decoder.radiograph(of: file.write()) }
    #expect(error?.reason == "too-large")
  }

  private func expect(_ film: EncapsulatedFilm, _ reason: String) throws {
    let path = try film.write()
    let error = #expect(throws: DicomError.self) { try decoder.radiograph(of: path) }
    #expect(error?.reason == reason)
  }
}
