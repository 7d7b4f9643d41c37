import Imaging
import Testing

/// Grey pictures are deflated by this program's own coder; libpng, with zlib below it, reads them.
@Suite("A grey picture's deflate stream")
struct FilmDeflateTests {
  /// What a film, or a hostile picture, can be made of.
  enum Content: CaseIterable {
    case black, white, noise, slopes, borders, checks, rareValues, longRows

    func sample(_ index: Int, _ column: Int, _ random: inout SystemRandomNumberGenerator) -> UInt8 {
      switch self {
      case .black: 0
      case .white: 255
      case .noise: .random(in: 0...255, using: &random)
      case .slopes: UInt8(truncatingIfNeeded: index / 97 + .random(in: 0...3, using: &random))
      case .borders: column % 400 < 300 ? 0 : .random(in: 90...110, using: &random)
      case .checks: column % 2 == 0 ? 0 : 255
      // Counts like Fibonacci's numbers, whose best code is longer than the coder's longest.
      case .rareValues:
        UInt8(min(31, UInt64.random(in: 0...UInt64.max, using: &random).leadingZeroBitCount))
      case .longRows: index % 5_000 < 4_200 ? 7 : .random(in: 0...255, using: &random)
      }
    }
  }

  @Test(
    arguments: Content.allCases,
    // A block is 131,072 bytes of rows, each with a byte for its filter.
    [
      (1, 1), (1, 8), (1, 9), (3, 258), (2, 261), (128, 1_023), (256, 1_023), (16_383, 7),
      (16_384, 7), (517, 700),
    ]
  )
  func `gives back every value`(content: Content, size: (rows: Int, columns: Int)) throws {
    var random = SystemRandomNumberGenerator()
    let samples = (0..<size.rows * size.columns).map {
      content.sample($0, $0 % size.columns, &random)
    }
    let image = GrayImage(rows: size.rows, columns: size.columns, samples: samples)
    #expect(try PNGFile.decode(PNGFile.encode(image)) == image)
  }

  @Test(arguments: 1...300)
  func `gives back runs of every length`(length: Int) throws {
    let samples = [UInt8(3)] + Array(repeating: 0, count: length) + [9, 9, 1]
    let image = GrayImage(rows: 1, columns: samples.count, samples: samples)
    #expect(try PNGFile.decode(PNGFile.encode(image)) == image)
  }

  @Test func `of noise is no more than an eighth longer than the noise`() throws {
    let samples = (0..<900_000).map { _ in UInt8.random(in: 0...255) }
    let bytes = try PNGFile.encode(GrayImage(rows: 900, columns: 1_000, samples: samples))
    #expect(bytes.count < 900_000 * 9 / 8)
  }

  @Test func `of one value is a small share of the picture`() throws {
    let image = GrayImage(
      rows: 1_000,
      columns: 1_000,
      samples: Array(repeating: 200, count: 1_000_000)
    )
    #expect(try PNGFile.encode(image).count < 10_000)
  }
}
