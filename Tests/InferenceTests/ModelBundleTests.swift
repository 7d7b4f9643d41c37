import ContentHash
import Foundation
import Imaging
import Inference
import TestSupport
import Testing

@Suite("A model bundle", .temporaryFolder)
struct ModelBundleTests {
  @Test func `is read with all that its manifest says`() throws {
    let bundle = try ModelBundle.load(from: TinyBundle.folder)
    let manifest = bundle.manifest
    #expect(manifest.labels == ["COVID-19", "Normal", "Pneumonia"])
    #expect(manifest.version == "1.0.0")
    #expect(manifest.accepts.bodyParts == ["CHEST"])
    #expect(manifest.segmenter?.minimumConfidence == 0.3)
    #expect(
      manifest.classifier.steps == [
        .lungCrop, .resize, .clahe(clipLimit: 3, tiles: 8), .channels(.gray3),
      ]
    )
    #expect(manifest.classifier.networks.map(\.file) == ["first.onnx", "second.onnx"])
    #expect(manifest.classifier.heatmap == .gradCAM)
    #expect(bundle.digest.hex.count == 64)
  }

  static let faults: [(old: String, new: String, error: BundleError)] = [
    ("temperature: 1.25", "temperature: 1.25\ntemperatur: 2", .unknownKey("temperatur")),
    ("threshold: 0.5", "threshold: 0.5\n  thresh: 1", .unknownKey("segmenter.thresh")),
    (
      "{step: resize}", "{step: resize, size: 3}",
      .unknownKey("classifier.steps[1].size")
    ),
    ("threshold: 0.5", "", .missingKey("segmenter.threshold")),
    ("card: MODEL_CARD.md", "", .missingKey("card")),
    (", clip_limit: 3.0", "", .missingKey("classifier.steps[2].clip_limit")),
    (
      "format: 1", "format: 2",
      .invalidValue(key: "format", reason: "this program reads format 1")
    ),
    (
      "temperature: 1.25", "temperature: 0",
      .invalidValue(key: "temperature", reason: "it is above 0")
    ),
    (
      "file: lungs.onnx", "file: ../lungs.onnx",
      .invalidValue(key: "segmenter.file", reason: "it is a file of this folder")
    ),
    (
      "    - {step: resize}\n", "",
      .invalidValue(key: "classifier.steps", reason: "resize stands once")
    ),
    (
      "recipe: gray3", "recipe: clahe-adaptive-otsu",
      .invalidValue(
        key: "classifier.steps[2]",
        reason: "clahe-adaptive-otsu equalizes by itself"
      )
    ),
    (
      "Normal, Pneumonia]", "Normal, Normal]",
      .invalidValue(key: "labels", reason: "each stands once")
    ),
    ("card: MODEL_CARD.md", "card: NONE.md", .unreadable(file: "NONE.md", .system(2))),
  ]

  @Test(arguments: faults)
  func `with a wrong manifest is refused by naming the place`(
    fault: (old: String, new: String, error: BundleError)
  ) throws {
    let folder = try TinyBundle.copy(replacing: [(fault.old, fault.new)])
    #expect(throws: fault.error) { try ModelBundle.load(from: folder) }
  }

  @Test(arguments: [
    ("temperature: 1.25", "temperature: warm", "temperature"),
    ("{step: resize}", "{step: shrink}", "classifier.steps[1]"),
    ("precision: f32", "precision: f33", "precision"),
    ("width: 64", "width: 1.5", "segmenter.input.width"),
  ])
  func `with a value of the wrong kind is refused by naming its key`(
    old: String,
    new: String,
    key: String
  ) throws {
    let folder = try TinyBundle.copy(replacing: [(old, new)])
    let error = #expect(throws: BundleError.self) { try ModelBundle.load(from: folder) }
    guard case .invalidValue(let place, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(place.hasPrefix(key))
  }

  @Test(arguments: ["labels: [a", "a: 1\na: 2", "", "- 1"])
  func `without a readable manifest is refused`(text: String) throws {
    let folder = try TinyBundle.copy()
    try Data(text.utf8).write(to: folder.appending(path: "bundle.yaml"))
    #expect(throws: BundleError.self) { try ModelBundle.load(from: folder) }
  }

  @Test(arguments: ["bundle.yaml", "lungs.onnx", "first.onnx", "second_bias.npy", "MODEL_CARD.md"])
  func `with a missing file is refused by naming it`(file: String) throws {
    let folder = try TinyBundle.copy()
    try FileManager.default.removeItem(at: folder.appending(path: file))
    #expect(throws: BundleError.unreadable(file: file, .system(2))) {
      try ModelBundle.load(from: folder)
    }
  }

  @Test(arguments: ["lungs.onnx", "first.onnx", "second.onnx", "first_weights.npy"])
  func `with one changed bit is refused by naming the file`(file: String) throws {
    let folder = try TinyBundle.copy()
    let place = folder.appending(path: file)
    var bytes = try Data(contentsOf: place)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: place)
    let error = #expect(throws: BundleError.self) { try ModelBundle.load(from: folder) }
    guard case .wrongHash(file, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `changed after it was read is refused by the session`() throws {
    let folder = try TinyBundle.copy()
    let bundle = try ModelBundle.load(from: folder)
    try Data("other".utf8).write(to: folder.appending(path: "first.onnx"))
    let error = #expect(throws: InferenceError.self) { try ModelSession(bundle: bundle) }
    guard case .bundle(.wrongHash("first.onnx", _, _)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
