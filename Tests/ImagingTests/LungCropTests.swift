import Imaging
import Testing

@Suite("The crop to the lungs")
struct LungCropTests {
  static let rule = LungCropRule(
    threshold: 0.5,
    keepComponents: 2,
    minimumComponentArea: 0.01,
    padding: 0.05
  )

  /// A mask of 20 x 20 with the probability 0.9 in boxes and 0 elsewhere.
  static func mask(_ boxes: [PixelBox]) -> FloatMap {
    var mask = FloatMap(rows: 20, columns: 20, filledWith: 0)
    for box in boxes {
      for row in box.top..<box.top + box.height {
        for column in box.left..<box.left + box.width { mask[row, column] = 0.9 }
      }
    }
    return mask
  }

  static let right = PixelBox(left: 3, top: 4, width: 5, height: 10)
  static let left = PixelBox(left: 12, top: 4, width: 5, height: 11)
  static let speck = PixelBox(left: 0, top: 0, width: 1, height: 3)

  @Test func `keeps the two largest parts and pads the box around them`() throws {
    let crop = try LungCrop(mask: Self.mask([Self.right, Self.left, Self.speck]), rule: Self.rule)
    #expect(crop.componentCount == 2)
    #expect(crop.kept.samples.count { $0 == 255 } == 105)
    // In a film of 200 x 100: columns 30 to 170, rows 20 to 75, padded by 7 and 2.75.
    #expect(
      crop.box(rows: 100, columns: 200) == PixelBox(left: 23, top: 17, width: 154, height: 61)
    )
  }

  @Test func `does not reach beyond the film`() throws {
    let whole = PixelBox(left: 0, top: 0, width: 20, height: 20)
    let crop = try LungCrop(mask: Self.mask([whole]), rule: Self.rule)
    #expect(crop.box(rows: 33, columns: 47) == PixelBox(left: 0, top: 0, width: 47, height: 33))
  }

  @Test func `is none when only specks are there`() throws {
    let crop = try LungCrop(mask: Self.mask([Self.speck]), rule: Self.rule)
    #expect(crop.componentCount == 0 && crop.confidence == 0)
    #expect(crop.box(rows: 10, columns: 10) == nil)
  }

  @Test func `joins what touches at a corner`() throws {
    let one = PixelBox(left: 2, top: 2, width: 4, height: 4)
    let two = PixelBox(left: 6, top: 6, width: 4, height: 4)
    #expect(try LungCrop(mask: Self.mask([one, two]), rule: Self.rule).componentCount == 1)
  }

  @Test func `is trusted by certainty, coherence and plausibility`() throws {
    let pair = try LungCrop(mask: Self.mask([Self.right, Self.left]), rule: Self.rule)
    // 105 of 400 pixels at 0.9: certainty 0.8; all else 1.
    #expect(abs(pair.confidence - 0.8) < 1e-6)
    let one = try LungCrop(mask: Self.mask([Self.right]), rule: Self.rule)
    // One part (0.8), all in one half (0.5).
    #expect(abs(one.confidence - 0.8 * 0.8 * 0.5) < 1e-6)
    var scattered = Self.mask([Self.right, Self.left])
    for index in scattered.samples.indices where scattered.samples[index] == 0 {
      scattered.samples[index] = 0.4
    }
    let doubted = try LungCrop(mask: scattered, rule: Self.rule)
    #expect(abs(doubted.confidence - 0.8 * 94.5 / (94.5 + 295 * 0.4)) < 1e-5)
  }
}
