import COpenCV
import TestSupport
import Testing

@testable import Imaging

@Suite("Shrinking by area")
struct AreaResizeTests {
  /// By OpenCV alone.
  private func shrunkByOpenCV(_ image: GrayImage, rows: Int, columns: Int) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: rows * columns)
    let status = image.withSource { ccv_resize_for_test($0, Int32(rows), Int32(columns), &out) }
    #expect(status.code == .ok)
    return out
  }

  private func noise(rows: Int, columns: Int, _ random: inout SeededGenerator) -> GrayImage {
    let samples = (0..<rows * columns).map { _ in UInt8.random(in: 0...255, using: &random) }
    return GrayImage(rows: rows, columns: columns, samples: samples)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `gives OpenCV's pixels for any sizes`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let image = noise(
      rows: Int.random(in: 1...300, using: &random),
      columns: Int.random(in: 1...300, using: &random),
      &random
    )
    let rows = Int.random(in: 1...image.rows, using: &random)
    let columns = Int.random(in: 1...image.columns, using: &random)
    let found = try image.resized(rows: rows, columns: columns)
    #expect(found.samples == shrunkByOpenCV(image, rows: rows, columns: columns))
  }

  /// The last eight rows overlap those before; one side may keep its size, both may be divided evenly.
  @Test(arguments: [(9, 31, 5, 7), (8, 31, 8, 7), (64, 32, 16, 8), (61, 40, 7, 40), (7, 50, 3, 9)])
  func `gives OpenCV's pixels at the edges of its cases`(
    rows: Int,
    columns: Int,
    newRows: Int,
    newColumns: Int
  ) throws {
    var random = SeededGenerator(seed: 7)
    let image = noise(rows: rows, columns: columns, &random)
    let found = try image.resized(rows: newRows, columns: newColumns)
    #expect(found.samples == shrunkByOpenCV(image, rows: newRows, columns: newColumns))
  }
}
