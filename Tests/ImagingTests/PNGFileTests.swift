import Foundation
import Imaging
import TestSupport
import Testing

@Suite("A PNG")
struct PNGFileTests {
  /// Reproducible noise over a slope.
  static func gray(rows: Int, columns: Int) -> GrayImage {
    GrayImage(
      rows: rows,
      columns: columns,
      samples: (0..<rows * columns).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    )
  }

  @Test(arguments: [(1, 1), (1, 500), (500, 1), (13, 7), (256, 255), (700, 900)])
  func `gives back the grey values that it got`(rows: Int, columns: Int) throws {
    let image = Self.gray(rows: rows, columns: columns)
    #expect(try PNGFile.decode(PNGFile.encode(image)) == image)
  }

  @Test func `of 16 bits is read as 8 bits, rounded`() throws {
    let samples: [UInt16] = [0, 128, 129, 257, 32_767, 32_768, 65_406, 65_407, 65_535]
    let deep = DeepGrayImage(rows: 3, columns: 3, samples: samples)
    let image = try PNGFile.decode(PNGFile.encode(deep))
    #expect(image.samples == samples.map { UInt8((Double($0) / 257).rounded()) })
  }

  @Test func `in colour is read as luma`() throws {
    let bytes: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 10, 10]
    let image = try PNGFile.decode(PNGFile.encode(ColorImage(rows: 2, columns: 2, bytes: bytes)))
    #expect(image.samples == [76, 150, 29, 10])
  }

  @Test func `has equal bytes for equal pictures`() throws {
    let image = Self.gray(rows: 90, columns: 120)
    let texts = [PNGText.disclaimer, PNGText(keyword: "Software", text: "pacs-watch 1.0")]
    #expect(try PNGFile.encode(image, texts: texts) == PNGFile.encode(image, texts: texts))
  }

  @Test func `carries its texts before the pixels`() throws {
    let bytes = try PNGFile.encode(Self.gray(rows: 4, columns: 4), texts: [.disclaimer])
    let chunk = Array("tEXtDisclaimer\u{0}research software, not a medical device".utf8)
    let place = try #require(Data(bytes).range(of: Data(chunk)))
    let pixels = try #require(Data(bytes).range(of: Data("IDAT".utf8)))
    #expect(place.lowerBound < pixels.lowerBound)
  }

  @Test(arguments: ["", "ü", " a", "a ", "line\nbreak", String(repeating: "k", count: 80)])
  func `refuses a keyword that the standard forbids`(keyword: String) {
    let text = PNGText(keyword: keyword, text: "x")
    #expect(throws: PictureError.unwritableText(keyword: keyword)) {
      try PNGFile.encode(Self.gray(rows: 2, columns: 2), texts: [text])
    }
  }

  @Test func `without pixels is not written`() {
    #expect(throws: PictureError.notEncoded(reason: "0 x 0 pixels")) {
      try PNGFile.encode(GrayImage(rows: 0, columns: 0, samples: []))
    }
  }

  @Test func `cut anywhere ends in an error`() throws {
    let bytes = try PNGFile.encode(Self.gray(rows: 40, columns: 60), texts: [.disclaimer])
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: PictureError.self) { try PNGFile.decode(Array(bytes.prefix(length))) }
    }
  }

  @Test func `with any bit of its pixels flipped ends in an error`() throws {
    let bytes = try PNGFile.encode(Self.gray(rows: 20, columns: 20))
    for index in bytes.indices.dropFirst(33) {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      // The lengths and names of chunks and their sums are all guarded by PNG's CRCs.
      #expect(throws: PictureError.self) { try PNGFile.decode(damaged) }
    }
  }

  @Test func `that claims to be huge is refused before memory is taken`() throws {
    let small = PictureLimits(side: 100, pixels: 5_000, fileBytes: 1 << 20)
    let wide = try PNGFile.encode(Self.gray(rows: 1, columns: 101))
    #expect(throws: PictureError.tooLarge(.png, rows: 1, columns: 101)) {
      try PNGFile.decode(wide, limits: small)
    }
    let large = try PNGFile.encode(Self.gray(rows: 99, columns: 99))
    #expect(throws: PictureError.tooLarge(.png, rows: 99, columns: 99)) {
      try PNGFile.decode(large, limits: small)
    }
  }
}
