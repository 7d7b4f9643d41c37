import Foundation
import Imaging
import Inference
import TestSupport
import Testing

@Suite(
  "A model session on real films agrees with ONNX Runtime and OpenCV in Python",
  .temporaryFolder,
  .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)),
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
)
struct OnnxRuntimeParityTests {
  struct Answer: Decodable {
    let box: [Int]
    let confidence: Double
    let kept: Int
    let logits: [[Float]]
    let probabilities: [Double]
    let heat: [Float]
  }

  static func films() throws -> [URL] {
    let folder = try #require(Fixtures.shared).appending(path: "data/cxr")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".jpg") }.sorted()
    return stride(from: 5, to: names.count, by: max(1, names.count / 12)).prefix(12)
      .map { folder.appending(path: names[$0]) }
  }

  static let steps = "    - {step: clahe, clip_limit: 3.0, tiles: 8}\n"

  @Test(arguments: [
    [],
    [(steps, ""), ("recipe: gray3", "recipe: clahe-adaptive-otsu")],
    [(steps, steps + "    - {step: median-blur, size: 5}\n")],
    [("{method: grad-cam}", "{method: score-cam, channels: 5}")],
    [("minimum_confidence: 0.3", "minimum_confidence: 0.99")],
  ])
  func `for every variant of the manifest`(edits: [(String, String)]) throws {
    try Self.compare(TinyBundle.copy(replacing: edits), heatTolerance: 1e-4)
  }

  static func compare(_ folder: URL, heatTolerance: Float) throws {
    let films = try films()
    let lines = try Fixtures.peer("inference_read_film.py", [folder.path] + films.map(\.path))
      .split(separator: "\n")
    let session = try ModelSession(bundle: ModelBundle.load(from: folder))
    #expect(lines.count == films.count)
    for (file, line) in zip(films, lines) {
      let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
      let film = try PictureFile.read(file)
      let lungs = try session.segment(film)
      let crop = lungs.crop
      #expect([crop.left, crop.top, crop.width, crop.height] == answer.box)
      #expect(abs((lungs.confidence ?? -1) - answer.confidence) < 1e-4)
      #expect(lungs.kept?.samples.count { $0 != 0 } == answer.kept)
      let found = try session.classify(film, lungs: lungs)
      for (ours, theirs) in zip(found.logits.joined(), answer.logits.joined()) {
        #expect(abs(ours - theirs) < 1e-4)
      }
      for (ours, theirs) in zip(found.probabilities, answer.probabilities) {
        #expect(abs(ours - theirs) < 1e-4)
      }
      let heat = try session.explain(found, film: film, lungs: lungs).map
      #expect(heat.samples.count == answer.heat.count)
      for (ours, theirs) in zip(heat.samples, answer.heat) {
        #expect(abs(ours - theirs) < heatTolerance)
      }
    }
  }
}
