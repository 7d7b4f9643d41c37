import Foundation
import Imaging
import TestSupport
import Testing

@Suite(
  "Image operations on real films equal opencv-python",
  .temporaryFolder,
  .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)),
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
)
struct OpenCVParityTests {
  /// Films of every source, spread over the set.
  static func films() throws -> [URL] {
    let folder = try #require(Fixtures.shared).appending(path: "data/cxr")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".jpg") }.sorted()
    return stride(from: 0, to: names.count, by: max(1, names.count / 14)).prefix(14)
      .map { folder.appending(path: names[$0]) }
  }

  /// What the peer wrote.
  struct Answers {
    let index: Int
    let part: GrayImage
    let film: GrayImage
    let numbers: [Double]

    func raw(_ name: String) throws -> [UInt8] {
      let file = TemporaryFolder.current.appending(path: "\(index)-\(name).raw")
      return Array(try Data(contentsOf: file))
    }

    func expect(_ name: String, _ image: GrayImage) throws {
      #expect(try raw(name) == image.samples, "\(name) of film \(index)")
    }
  }

  static func answers() throws -> [(URL, Answers)] {
    let films = try films()
    let paths = [TemporaryFolder.current.path] + films.map(\.path)
    let lines = try Fixtures.peer("imaging_recipe.py", paths).split(separator: "\n").map {
      $0.split(separator: " ").compactMap { Double($0) }
    }
    return try films.enumerated().map { index, film in
      let size = lines[3 * index].map { Int($0) }
      let file = TemporaryFolder.current.appending(path: "\(index)-decoded.raw")
      let samples = Array(try Data(contentsOf: file))
      let whole = GrayImage(rows: size[0], columns: size[1], samples: samples)
      let part = whole.cropped(
        to: PixelBox(
          left: 5 + index,
          top: 3,
          width: size[1] - 14 - index,
          height: size[0] - 10 - index
        )
      )
      let numbers = lines[3 * index + 2]
      return (film, Answers(index: index, part: part, film: whole, numbers: numbers))
    }
  }

  @Test func `pixel for pixel`() throws {
    for (file, answer) in try Self.answers() {
      #expect(try PictureFile.read(file) == answer.film)
      let part = answer.part
      let enhanced = try part.clahe(clipLimit: 3, tiles: 8)
      let blurred = try enhanced.medianBlurred(size: 5)
      let otsu = try blurred.otsuThreshold()
      try answer.expect("clahe", enhanced)
      try answer.expect("clahe-fine", part.clahe(clipLimit: 2, tiles: 5))
      try answer.expect("median", blurred)
      try answer.expect("median-wide", part.medianBlurred(size: 9))
      try answer.expect("adaptive", blurred.adaptiveThreshold(blockSize: 11, offset: 2))
      try answer.expect("otsu", otsu.image)
      #expect(otsu.threshold == answer.numbers[0])
      try answer.expect("small", part.resized(rows: 224, columns: 224))
      try answer.expect("odd", part.resized(rows: 97, columns: 131))
      try answer.expect("large", part.resized(rows: 500, columns: 700))
      try answer.expect("mixed", part.resized(rows: 100, columns: 700))
      #expect(try part.jetColored().bytes == answer.raw("jet"))
      try expectMap(answer)
      try expectComponents(of: otsu.image, answer)
    }
  }

  private func expectMap(_ answer: Answers) throws {
    let small = try answer.part.resized(rows: 7, columns: 7)
    let map = FloatMap(rows: 7, columns: 7, samples: small.samples.map { Float($0) / 255 })
    let expected = try answer.raw("map").withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let found = try map.resized(rows: 229, columns: 301).samples
    let worst = zip(found, expected).map { abs($0 - $1) }.max() ?? 1
    #expect(found.count == expected.count && worst <= 1e-6)
  }

  private func expectComponents(of mask: GrayImage, _ answer: Answers) throws {
    let found = try ConnectedComponents(of: mask)
    let labels = try answer.raw("labels").withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
    let facts = found.components.flatMap {
      [$0.area, $0.box.left, $0.box.top, $0.box.width, $0.box.height]
    }
    #expect(facts.map { Double($0) } == Array(answer.numbers.dropFirst()))
    // OpenCV promises the partition, not the numbers; both versions number alike so far.
    #expect(found.labels.samples == labels)
  }
}
