import Imaging
import Testing

@testable import Inference

@Suite("The shape of the lungs")
struct LungShapeTests {
  static let cases: [(rows: ClosedRange<Int>, columns: ClosedRange<Int>, share: Double)] = [
    (2...7, 1...8, 0), (0...7, 1...8, 1), (2...9, 1...8, 1), (2...7, 0...8, 1), (2...7, 1...9, 1),
  ]

  @Test(arguments: cases)
  func `tells on which edges of the film they lie`(
    lungs: (rows: ClosedRange<Int>, columns: ClosedRange<Int>, share: Double)
  ) throws {
    let mask = mask { lungs.rows.contains($0) && lungs.columns.contains($1) }
    #expect(try segmentation(mask).shareAtBorder == lungs.share)
  }

  @Test func `measures what lies on an edge by their width`() throws {
    // Eight columns of lung, two of which reach the top.
    let mask = mask { (1...8).contains($1) && (($0 >= 3 && $0 < 9) || ($1 <= 2 && $0 < 9)) }
    #expect(try segmentation(mask).shareAtBorder == 0.25)
  }

  @Test func `tells by the valley between them how far they are one`() throws {
    let apart = mask { (1...8).contains($0) && ((0...2).contains($1) || $1 > 6 && $0 > 2) }
    #expect(try segmentation(apart).shareJoined == 0)
    // Three pixels high between lungs of eight and six.
    let touching = mask {
      (1...8).contains($0) && ((0...2).contains($1) || $1 > 6 && $0 > 2 || (5...7).contains($0))
    }
    #expect(try segmentation(touching).shareJoined == 0.5)
    #expect(try segmentation(mask { _, _ in true }).shareJoined == 1)
  }

  @Test func `is none without lungs`() throws {
    let film = GrayImage(rows: 3, columns: 3, filledWith: 0)
    for none in [try segmentation(mask { _, _ in false }), LungSegmentation(wholeFilmOf: film)] {
      #expect(none.shareAtBorder == nil)
      #expect(none.shareJoined == nil)
    }
  }

  private func mask(_ isLung: (Int, Int) -> Bool) -> FloatMap {
    let samples = (0..<100).map { isLung($0 / 10, $0 % 10) ? Float(1) : 0 }
    return FloatMap(rows: 10, columns: 10, samples: samples)
  }

  private func segmentation(_ mask: FloatMap) throws -> LungSegmentation {
    let rule = LungCropRule(
      threshold: 0.5,
      keepComponents: 2,
      minimumComponentArea: 0.01,
      padding: 0
    )
    return LungSegmentation(
      mask,
      lungs: try LungCrop(mask: mask, rule: rule),
      minimumConfidence: 0,
      film: GrayImage(rows: 20, columns: 20, filledWith: 0),
      features: nil
    )
  }
}
