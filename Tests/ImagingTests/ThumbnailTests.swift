import Foundation
import TestSupport
import Testing

@testable import Imaging

@Suite("A small picture")
struct ThumbnailTests {
  /// Red rises to the right, green downwards, blue is level: a channel in another's place shows.
  private let picture = ColorImage(
    rows: 40,
    columns: 80,
    bytes: (0..<40).flatMap { row in
      (0..<80).flatMap { column in [UInt8(3 * column), UInt8(6 * row), 90] }
    }
  )

  @Test(arguments: [(20, 10, 20), (80, 40, 80), (500, 40, 80), (1, 1, 1)])
  func `keeps its proportions and is never enlarged`(side: Int, rows: Int, columns: Int) throws {
    let small = try Thumbnail(maximumSide: side).of(picture)
    #expect((small.rows, small.columns) == (rows, columns))
    let gray = GrayImage(rows: 40, columns: 80, filledWith: 7)
    let level = try Thumbnail(maximumSide: side).of(gray)
    #expect((level.rows, level.columns) == (rows, columns))
    #expect(level.samples.allSatisfy { $0 == 7 })
  }

  @Test func `keeps each colour in its place`() throws {
    let small = try Thumbnail(maximumSide: 20).of(picture)
    // The mean of four columns of red 3x and of four rows of green 6y.
    #expect(Array(small.bytes[0..<3]) == [5, 9, 90] || Array(small.bytes[0..<3]) == [4, 9, 90])
    let last = Array(small.bytes.suffix(3))
    #expect(zip(last, [231, 225, 90] as [UInt8]).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test func `comes back from a PNG in all its colours`() throws {
    #expect(try PNGFile.decodeColor(PNGFile.encode(picture)) == picture)
    let gray = GrayImage(rows: 2, columns: 2, samples: [0, 50, 100, 255])
    let colors = try PNGFile.decodeColor(PNGFile.encode(gray))
    #expect(colors.bytes == [0, 0, 0, 50, 50, 50, 100, 100, 100, 255, 255, 255])
    let deep = DeepGrayImage(rows: 1, columns: 2, samples: [0, 65_535])
    #expect(try PNGFile.decodeColor(PNGFile.encode(deep)).bytes == [0, 0, 0, 255, 255, 255])
  }

  @Test func `cut off as a PNG is refused`() throws {
    let bytes = try PNGFile.encode(picture)
    #expect(throws: PictureError.self) { _ = try PNGFile.decodeColor(Array(bytes.prefix(80))) }
  }

  @Test func `as a JPEG is near to what it was`() throws {
    let gray = GrayImage(rows: 32, columns: 48, samples: (0..<32 * 48).map { UInt8($0 % 48 * 5) })
    let again = try JPEGFile.decode(JPEGFile.encode(gray, quality: 95))
    #expect((again.rows, again.columns) == (32, 48))
    #expect(zip(again.samples, gray.samples).allSatisfy { abs(Int($0) - Int($1)) <= 6 })
    let luma = try JPEGFile.decode(JPEGFile.encode(picture, quality: 95))
    // BT.601: 0.299 R + 0.587 G + 0.114 B at row 20, column 40.
    let expected: Double = 0.299 * 120 + 0.587 * 120 + 0.114 * 90
    let distance: Double = Double(luma[20, 40]) - expected
    #expect(abs(distance) < 6)
    #expect(throws: PictureError.self) {
      _ = try JPEGFile.encode(GrayImage(rows: 0, columns: 0, samples: []))
    }
  }
}
