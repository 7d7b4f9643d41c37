import Foundation
import Imaging
import TestSupport
import Testing

@testable import Inference

@Suite("A network without logits of its own", .temporaryFolder)
struct HeadLogitsTests {
  static let withoutLogits = [("      logits: logits\n", "")]

  @Test(arguments: ["{method: grad-cam}", "{method: score-cam, channels: 5}"])
  func `answers and explains as it would with them`(heatmap: String) throws {
    let edits = [("{method: grad-cam}", heatmap)]
    let plain = try TinyBundle.copy(replacing: edits)
    let session = try ModelSession(bundle: ModelBundle.load(from: plain))
    try TinyBundle.edit(plain, Self.withoutLogits)
    let headed = try ModelSession(bundle: ModelBundle.load(from: plain))
    for seed in 0..<4 {
      let film = TinyBundle.film(seed: seed)
      let lungs = try session.segment(film)
      let expected = try session.classify(film, lungs: lungs)
      let found = try headed.classify(film, lungs: lungs)
      for (ours, theirs) in zip(found.logits.joined(), expected.logits.joined()) {
        #expect(abs(ours - theirs) < 1e-4)
      }
      let heat = try headed.explain(found, film: film, lungs: lungs).map
      let known = try session.explain(expected, film: film, lungs: lungs).map
      #expect(zip(heat.samples, known.samples).allSatisfy { abs($0 - $1) < 1e-3 })
    }
  }

  @Test(.enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)))
  func `gives the shipped bundle's logits on real films`() throws {
    let shipped = Fixtures.project.appending(path: "models/chest-xray-3class")
    let copy = TemporaryFolder.current.appending(path: "bundle")
    try FileManager.default.copyItem(at: shipped, to: copy)
    try TinyBundle.edit(copy, [("    logits: logits\n", "")])
    let session = try ModelSession(bundle: ModelBundle.load(from: shipped))
    let headed = try ModelSession(bundle: ModelBundle.load(from: copy))
    for file in try OnnxRuntimeParityTests.films().prefix(4) {
      let film = try PictureFile.read(file)
      let lungs = try session.segment(film)
      let expected = try session.classify(film, lungs: lungs)
      let found = try headed.classify(film, lungs: lungs)
      for (ours, theirs) in zip(found.logits.joined(), expected.logits.joined()) {
        #expect(abs(ours - theirs) < 1e-4)
      }
      #expect(found.features == expected.features)
    }
  }

  @Test func `answers by a head that was replaced`() throws {
    let folder = try TinyBundle.copy(replacing: Self.withoutLogits)
    let old = try ModelSession(bundle: ModelBundle.load(from: folder))
    let bias = NumpyArray(shape: [3], values: [0, 7, 0])
    try TinyBundle.replace("first_bias.npy", in: folder, with: bias.bytes)
    let bundle = try ModelBundle.load(from: folder)
    #expect(try bundle.check().headDifferences.isEmpty)
    let new = try ModelSession(bundle: bundle)
    let film = TinyBundle.film()
    let lungs = try old.segment(film)
    let before = try old.classify(film, lungs: lungs).logits
    let after = try new.classify(film, lungs: lungs).logits
    #expect(after[1] == before[1])
    let known = try #require(old.networks[0].head).bias
    for label in 0..<3 {
      let expected = before[0][label] - known[label] + bias.values[label]
      #expect(abs(after[0][label] - expected) < 1e-5)
    }
  }

  @Test func `is refused where the network names logits of another head`() throws {
    let folder = try TinyBundle.copy()
    let bias = NumpyArray(shape: [3], values: [0, 7, 0])
    try TinyBundle.replace("first_bias.npy", in: folder, with: bias.bytes)
    #expect(throws: InferenceError.self) { try ModelBundle.load(from: folder).check() }
  }

  @Test func `needs a head`() throws {
    var edits = Self.withoutLogits
    let text = try String(
      contentsOf: TinyBundle.folder.appending(path: "bundle.yaml"),
      encoding: .utf8
    )
    let head = text.split(separator: "\n").filter { $0.contains("head_") }
    edits += head.map { ("\($0)\n", "") } + [("  heatmap: {method: grad-cam}\n", "")]
    let folder = try TinyBundle.copy(replacing: edits)
    #expect(
      throws: BundleError.invalidValue(
        key: "classifier.networks[0]",
        reason: "without logits it needs feature_map, head_weights and head_bias"
      )
    ) { try ModelBundle.load(from: folder) }
  }

  @Test func `is written as NumPy writes it, and read again`() throws {
    let array = NumpyArray(shape: [2, 3], values: [1, -2, 3.5, 0, 1e-9, 1e9])
    #expect(try NumpyArray(array.bytes, file: "x.npy") == array)
    // The values begin at a multiple of 64 bytes (NumPy enhancement proposal 1).
    #expect((array.bytes.count - 24) % 64 == 0)
    let vector = NumpyArray(shape: [3], values: [1, 2, 3])
    #expect(try NumpyArray(vector.bytes, file: "x.npy") == vector)
  }
}
