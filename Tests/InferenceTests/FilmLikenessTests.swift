import Foundation
import Imaging
import TestSupport
import Testing

@testable import Inference

/// The tiny bundle with both checks; its segmenter's features are the film's mean grey, three times.
private enum CheckedBundle {
  static let settings = """
    abstain:
      minimum_probability: 0.4
      distance: {method: mahalanobis, mean: mean.npy, mean_sha256: MEAN, whitening: whitening.npy, \
    whitening_sha256: WHITENING, limit: 1.5}
      display: {labels: [inverted, upright], weights: weights.npy, weights_sha256: WEIGHTS, \
    bias: bias.npy, bias_sha256: BIAS, minimum_probability: 0.8}
    """

  static func make(editing edits: [(String, String)] = []) throws -> URL {
    let arrays: [(String, String, NumpyArray)] = [
      ("MEAN", "mean.npy", NumpyArray(shape: [3], values: [0.5, 0, -0.5])),
      (
        "WHITENING", "whitening.npy",
        NumpyArray(shape: [3, 3], values: [2, 0, 0, 1, 1, 0, 0, 0, 3])
      ),
      ("WEIGHTS", "weights.npy", NumpyArray(shape: [2, 3], values: [1, 1, 0, 0, 0, 0])),
      ("BIAS", "bias.npy", NumpyArray(shape: [2], values: [0.25, 0])),
    ]
    let folder = try TinyBundle.copy(replacing: [
      ("abstain: {minimum_probability: 0.4}", settings),
      ("  output: mask", "  output: mask\n  feature_map: feature_map"),
    ])
    for (name, file, array) in arrays {
      try Data(array.bytes).write(to: folder.appending(path: file))
      try TinyBundle.edit(folder, [(name, TinyBundle.digest(of: array.bytes))])
    }
    try TinyBundle.edit(folder, edits)
    return folder
  }
}

@Suite("A film compared with the training films", .temporaryFolder)
struct FilmLikenessTests {
  @Test(arguments: [UInt8(0), 96, 127, 160, 255])
  func `has the distance and the display that its features give by hand`(grey: UInt8) throws {
    let session = try ModelSession(bundle: ModelBundle.load(from: CheckedBundle.make()))
    let film = GrayImage(rows: 80, columns: 70, filledWith: grey)
    let likeness = session.likeness(of: try session.segment(film))
    let m = (Double(grey) / 255 - 0.5) / 0.25
    let (a, b, c) = (m - 0.5, m, m + 0.5)
    let distance = (4 * a * a + (a + b) * (a + b) + 9 * c * c) / 3
    #expect(abs((likeness.distance ?? -1) - distance) < 1e-4 * max(1, distance))
    #expect(likeness.limit == 1.5)
    #expect(likeness.isTooFar == (distance > 1.5))
    let inverted = 1 / (1 + exp(-(2 * m + 0.25)))
    #expect(likeness.display == (inverted >= 0.5 ? .inverted : .upright))
    #expect(abs((likeness.displayProbability ?? -1) - max(inverted, 1 - inverted)) < 1e-5)
    #expect(likeness.isWronglyDisplayed == (inverted >= 0.8))
  }

  @Test func `is unknown to a bundle without such checks`() throws {
    let session = try TinyBundle.session()
    let likeness = session.likeness(of: try session.segment(TinyBundle.film()))
    #expect(likeness == .unknown)
    #expect(!likeness.isTooFar && !likeness.isWronglyDisplayed)
  }

  @Test func `passes the deep check of the bundle, and every array is verified by its hash`() throws
  {
    let folder = try CheckedBundle.make()
    let bundle = try ModelBundle.load(from: folder)
    _ = try bundle.check()
    #expect(bundle.fileHashes.keys.contains("whitening.npy"))
    try Data("changed".utf8).write(to: folder.appending(path: "bias.npy"))
    #expect(throws: BundleError.self) { try ModelBundle.load(from: folder) }
  }

  static let faults: [(old: String, new: String, key: String)] = [
    ("limit: 1.5", "limit: 0", "abstain.distance.limit"),
    ("limit: 1.5", "limit: .inf", "abstain.distance.limit"),
    ("method: mahalanobis", "method: euclid", "abstain.distance.method"),
    ("[inverted, upright]", "[inverted, lying]", "abstain.display.labels"),
    ("[inverted, upright]", "[upright, upright]", "abstain.display.labels"),
    ("[inverted, upright]", "[upright, sideways]", "abstain.display.labels[1]"),
    ("mean: mean.npy", "mean: ../mean.npy", "abstain.distance.mean"),
    ("  feature_map: feature_map\n  threshold", "  threshold", "abstain"),
    ("minimum_probability: 0.8", "minimum_probability: 8", "abstain.display.minimum_probability"),
    ("card:", "flags: {maximum_lungs_at_border: 2}\ncard:", "flags.maximum_lungs_at_border"),
    ("card:", "flags: {maximum_lungs_joined: 2}\ncard:", "flags.maximum_lungs_joined"),
    ("card:", "flags: {maximum_film_distance: 0}\ncard:", "flags.maximum_film_distance"),
  ]

  @Test(arguments: faults)
  func `is refused with a setting out of its range`(fault: (old: String, new: String, key: String))
    throws
  {
    let folder = try CheckedBundle.make(editing: [(fault.old, fault.new)])
    let error = #expect(throws: BundleError.self) { try ModelBundle.load(from: folder) }
    guard case .invalidValue(let key, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(key == fault.key)
  }

  @Test func `needs arrays that fit the features`() throws {
    let folder = try CheckedBundle.make()
    let square = NumpyArray(shape: [2, 2], values: [1, 0, 0, 1])
    try TinyBundle.replace("whitening.npy", in: folder, with: square.bytes)
    #expect(
      throws: InferenceError.bundle(
        .wrongHead(file: "whitening.npy", reason: "shape [2, 2], not [3, 3]")
      )
    ) {
      try ModelSession(bundle: ModelBundle.load(from: folder))
    }
  }
}
