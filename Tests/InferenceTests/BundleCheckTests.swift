import Foundation
import Inference
import TestSupport
import Testing

@Suite("The deep check of a bundle", .temporaryFolder)
struct BundleCheckTests {
  @Test func `finds the tiny bundle in order`() throws {
    let check = try ModelBundle.load(from: TinyBundle.folder).check()
    #expect(check.headDifferences.count == 2)
    #expect(check.headDifferences.allSatisfy { $0 < 1e-5 })
    #expect(check.engine.precision == "f32")
    #expect(check.engine.version.hasPrefix("2026."))
    #expect(!check.engine.device.isEmpty)
  }

  @Test(arguments: [
    ("output: mask", "output: lung", InferenceError.missingPort(file: "lungs.onnx", port: "lung")),
    ("logits: logits", "logits: scores", .missingPort(file: "first.onnx", port: "scores")),
    (
      "name: film, width: 64, height: 64, mean: [0.5,",
      "name: x, width: 64, height: 64, mean: [0.5,",
      .missingPort(file: "lungs.onnx", port: "x")
    ),
    (
      "width: 64, height: 64, mean: [0.5,", "width: 96, height: 64, mean: [0.5,",
      .wrongShape(
        file: "lungs.onnx",
        port: "film",
        expected: "[1, 3, 64, 96]",
        found: [1, 3, 64, 64]
      )
    ),
    (
      "output: mask", "output: dark",
      .missingPort(file: "lungs.onnx", port: "dark")
    ),
  ])
  func `names the port that does not fit`(
    old: String,
    new: String,
    expected: InferenceError
  ) throws {
    let bundle = try ModelBundle.load(from: TinyBundle.copy(replacing: [(old, new)]))
    #expect(throws: expected) { try bundle.check() }
  }

  @Test func `refuses labels that are not as many as the logits`() throws {
    let folder = try TinyBundle.copy(replacing: [("Normal, Pneumonia]", "Normal, Flu, Pneumonia]")])
    let bundle = try ModelBundle.load(from: folder)
    #expect(
      throws: InferenceError.wrongShape(
        file: "first.onnx",
        port: "logits",
        expected: "[1, 4] for 4 labels",
        found: [1, 3]
      )
    ) { try bundle.check() }
  }

  @Test func `refuses a head of another network`() throws {
    let folder = try TinyBundle.copy()
    let other = try Data(contentsOf: folder.appending(path: "second_weights.npy"))
    try TinyBundle.replace("first_weights.npy", in: folder, with: Array(other))
    let bundle = try ModelBundle.load(from: folder)
    let error = #expect(throws: InferenceError.self) { try bundle.check() }
    guard case .headDisagrees("first.onnx", let difference) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(difference > 1e-3)
  }

  @Test func `refuses a head of another shape`() throws {
    let folder = try TinyBundle.copy()
    let bias = try Data(contentsOf: folder.appending(path: "first_bias.npy"))
    try TinyBundle.replace("first_weights.npy", in: folder, with: Array(bias))
    let bundle = try ModelBundle.load(from: folder)
    let error = #expect(throws: InferenceError.self) { try bundle.check() }
    guard case .bundle(.wrongHead("first_weights.npy", _)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [[UInt8]("no network".utf8), [], [0x08, 0x08, 0x12]])
  func `refuses a file that is no network`(bytes: [UInt8]) throws {
    let folder = try TinyBundle.copy()
    try TinyBundle.replace("lungs.onnx", in: folder, with: bytes)
    let bundle = try ModelBundle.load(from: folder)
    let error = #expect(throws: InferenceError.self) { try bundle.check() }
    guard case .notCompiled("lungs.onnx", let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!reason.isEmpty)
  }
}
