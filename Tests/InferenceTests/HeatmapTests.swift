import Imaging
import TestSupport
import Testing

@testable import Inference

@Suite("A heatmap", .temporaryFolder)
struct HeatmapTests {
  private func explanation(heatmap: String) throws -> Explanation {
    let folder = try TinyBundle.copy(replacing: [("heatmap: {method: grad-cam}", heatmap)])
    let session = try ModelSession(bundle: ModelBundle.load(from: folder))
    let film = TinyBundle.film()
    let lungs = try session.segment(film)
    let classification = try session.classify(film, lungs: lungs)
    return try session.explain(classification, film: film, lungs: lungs)
  }

  @Test(arguments: ["heatmap: none", "heatmap: {method: none}", ""])
  func `that the bundle does not want is none, and says so`(heatmap: String) throws {
    let explanation = try explanation(heatmap: heatmap)
    #expect(explanation.method == "none")
    #expect(explanation.overlay == nil && explanation.shareInsideLungs == nil)
  }

  @Test func `by Score-CAM is made of forward runs`() throws {
    let explanation = try explanation(heatmap: "heatmap: {method: score-cam, channels: 5}")
    #expect(explanation.method == "score-cam")
    #expect(explanation.map.rows == 8 && explanation.map.columns == 8)
    #expect(explanation.map.samples.contains { $0 > 0 })
    #expect(explanation.map.samples.allSatisfy { (0...1).contains($0) })
    #expect(explanation.overlay != nil)
  }

  @Test func `by Grad-CAM is the rectified sum of the channels, each times its weight`() {
    // Two channels of 1 x 3, two labels; by hand: label 0 gives 2*[1,2,3] - [4,0,1].
    let map = FeatureMap(channels: 2, rows: 1, columns: 3, values: [1, 2, 3, 4, 0, 1])
    let head = ClassifierHead(weights: [2, -1, 0, 0], bias: [0, 0], channels: 2)
    #expect(GradCAM.heat(for: 0, map: map, head: head).samples == [0, 0.8, 1])
    #expect(GradCAM.heat(for: 1, map: map, head: head).samples == [0, 0, 0])
  }

  @Test func `inside the lungs is counted by its share`() throws {
    let film = GrayImage(rows: 40, columns: 40, filledWith: 0)
    var lungs = GrayImage(rows: 10, columns: 10, filledWith: 0)
    for row in 0..<10 { for column in 0..<5 { lungs[row, column] = 255 } }
    let spec = BundleManifest.Input(
      name: "film",
      width: 20,
      height: 20,
      mean: [0, 0, 0],
      std: [1, 1, 1]
    )
    let even = FloatMap(rows: 4, columns: 4, filledWith: 0.5)
    func share(_ box: PixelBox, _ heat: FloatMap) throws -> Double? {
      try LungShare(film: film, box: box, input: spec).of(heat, inside: lungs)
    }
    #expect(try share(PixelBox(left: 0, top: 0, width: 40, height: 40), even) == 0.5)
    #expect(try share(PixelBox(left: 0, top: 0, width: 20, height: 40), even) == 1)
    #expect(try share(PixelBox(left: 20, top: 0, width: 20, height: 40), even) == 0)
    let cold = FloatMap(rows: 4, columns: 4, filledWith: 0)
    #expect(try share(PixelBox(left: 0, top: 0, width: 40, height: 40), cold) == nil)
  }
}
