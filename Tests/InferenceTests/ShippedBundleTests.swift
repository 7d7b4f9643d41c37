import ContentHash
import Foundation
import Imaging
import TestSupport
import Testing

@testable import Inference

/// What training's `reference.py` computed with ONNX Runtime, NumPy and OpenCV.
private struct Reference: Decodable {
  struct Tolerance: Decodable {
    let tensor: Float, mask: Float, logits: Float, probabilities: Double, heatmap: Float
  }
  struct Film: Decodable { let sha256OfPixels: String }
  struct Box: Decodable { let x0: Int, y0: Int, x1: Int, y1: Int }
  struct Tensor: Decodable {
    let mean: Double
    let valuesOfChannel0: [String: Float]
  }
  struct Segmenter: Decodable {
    let tensor: Tensor
    let maskMean: Double
    let maskValues: [String: Float]
    let box: Box?
    let confidence: Double
    let trusted: Bool
    let shareAtBorder: Double
    let shareJoined: Double
  }
  struct Likeness: Decodable {
    let distance: Double
    let tooFar: Bool
    let display: FilmDisplay
    let displayProbability: Double
    let wrongDisplay: Bool
  }
  struct Reading: Decodable {
    let box: Box?
    let tensor: Tensor
    let logits: [Float]
    let probabilities: [Double]
    let label: String
    let heatmapOfLabel: [[Float]]
  }
  let classifierSha256: String
  let segmenterSha256: String
  let tolerance: Tolerance
  let film: Film
  let segmenter: Segmenter
  let likeness: Likeness
  let heatInLungs: Double
  let wholeFilm: Reading
  let givenBox: Reading
  let asTheProductReadsIt: Reading
}

private enum Place {
  static let bundle = Fixtures.project.appending(path: "models/chest-xray-3class")
  static let reference = Fixtures.project.appending(path: "training/reference")
}

@Suite(
  "The shipped bundle",
  .enabled(
    if: FileManager.default.fileExists(
      atPath: Place.reference.appending(path: "expected.json").path
    ),
    "needs training/reference (make models)"
  )
)
struct ShippedBundleTests {
  private let expected: Reference
  private let film: GrayImage

  init() throws {
    let text = try Data(contentsOf: Place.reference.appending(path: "expected.json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    expected = try decoder.decode(Reference.self, from: text)
    film = try PictureFile.read(Place.reference.appending(path: "film.png"))
  }

  @Test func `is in order`() throws {
    let check = try ModelBundle.load(from: Place.bundle).check()
    #expect(check.headDifferences.allSatisfy { $0 < ModelBundle.headTolerance })
  }

  @Test func `and the reference are of one training`() throws {
    let manifest = try ModelBundle.load(from: Place.bundle).manifest
    #expect(manifest.segmenter?.sha256 == expected.segmenterSha256)
    #expect(manifest.classifier.networks[0].sha256 == expected.classifierSha256)
    #expect(SHA256Digest(of: film.samples).hex == expected.film.sha256OfPixels)
  }

  @Test func `finds the lungs as in training`() throws {
    let session = try ModelSession(bundle: ModelBundle.load(from: Place.bundle))
    let settings = try #require(session.bundle.manifest.segmenter)
    try expect(settings.input.segmenterInput(film), settings.input, expected.segmenter.tensor)
    let lungs = try session.segment(film)
    let mask = try #require(lungs.mask)
    let mean = mask.samples.reduce(0) { $0 + Double($1) } / Double(mask.samples.count)
    #expect(abs(mean - expected.segmenter.maskMean) < 1e-4)
    for (place, value) in expected.segmenter.maskValues {
      #expect(abs(mask.samples[try index(place, mask.columns)] - value) < expected.tolerance.mask)
    }
    #expect(abs((lungs.confidence ?? -1) - expected.segmenter.confidence) < 1e-3)
    #expect(lungs.usesWholeFilm == !expected.segmenter.trusted)
    #expect(lungs.crop == box(expected.asTheProductReadsIt.box))
  }

  @Test func `compares the film with the training films as in training`() throws {
    let session = try ModelSession(bundle: ModelBundle.load(from: Place.bundle))
    let lungs = try session.segment(film)
    let likeness = session.likeness(of: lungs)
    let wanted = expected.likeness
    #expect(abs((likeness.distance ?? -1) - wanted.distance) < 1e-3 * max(1, wanted.distance))
    #expect(likeness.isTooFar == wanted.tooFar)
    #expect(likeness.display == wanted.display)
    #expect(abs((likeness.displayProbability ?? -1) - wanted.displayProbability) < 1e-3)
    #expect(likeness.isWronglyDisplayed == wanted.wrongDisplay)
    #expect(abs((lungs.shareAtBorder ?? -1) - expected.segmenter.shareAtBorder) < 1e-2)
    #expect(abs((lungs.shareJoined ?? -1) - expected.segmenter.shareJoined) < 1e-2)
    let finding = try session.classify(film, lungs: lungs)
    let share = try session.explain(finding, film: film, lungs: lungs).shareInsideLungs
    #expect(abs((share ?? -1) - expected.heatInLungs) < 5e-3)
  }

  @Test(arguments: ["whole", "given", "product"])
  func `classifies and explains as in training`(which: String) throws {
    let reading =
      which == "whole"
      ? expected.wholeFilm
      : which == "given" ? expected.givenBox : expected.asTheProductReadsIt
    let session = try ModelSession(bundle: ModelBundle.load(from: Place.bundle))
    let classifier = session.bundle.manifest.classifier
    let input = try classifier.input.classifierInput(
      film,
      crop: box(reading.box),
      steps: classifier.steps
    )
    try expect(input, classifier.input, reading.tensor)
    let (logits, map) = try session.networks[0].run(input)
    let classification = Classification(
      labels: session.bundle.manifest.labels,
      logits: [logits],
      featureMaps: map.map { [$0] } ?? [],
      temperature: session.bundle.manifest.temperature,
      minimumProbability: 0
    )
    for (ours, theirs) in zip(logits, reading.logits) {
      #expect(abs(ours - theirs) < expected.tolerance.logits)
    }
    for (ours, theirs) in zip(classification.probabilities, reading.probabilities) {
      #expect(abs(ours - theirs) < expected.tolerance.probabilities)
    }
    #expect(classification.finding == reading.label)
    let lungs = LungSegmentation(wholeFilmOf: film)
    let heat = try session.explain(classification, film: film, lungs: lungs).map
    for (ours, theirs) in zip(heat.samples, reading.heatmapOfLabel.joined()) {
      #expect(abs(ours - theirs) < expected.tolerance.heatmap)
    }
  }

  private func expect(
    _ values: [Float],
    _ input: BundleManifest.Input,
    _ tensor: Reference.Tensor
  ) throws {
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    #expect(abs(mean - tensor.mean) < 1e-5)
    for (place, value) in tensor.valuesOfChannel0 {
      #expect(abs(values[try index(place, input.width)] - value) < expected.tolerance.tensor)
    }
  }

  private func index(_ place: String, _ columns: Int) throws -> Int {
    let parts = place.split(separator: ",").compactMap { Int($0) }
    try #require(parts.count == 2)
    return parts[0] * columns + parts[1]
  }

  private func box(_ box: Reference.Box?) -> PixelBox {
    guard let box else {
      return PixelBox(left: 0, top: 0, width: film.columns, height: film.rows)
    }
    return PixelBox(left: box.x0, top: box.y0, width: box.x1 - box.x0, height: box.y1 - box.y0)
  }
}
