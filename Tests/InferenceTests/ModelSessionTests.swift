import Foundation
import Imaging
import TestSupport
import Testing

@testable import Inference

@Suite("A model session", .temporaryFolder)
struct ModelSessionTests {
  @Test func `finds the lungs, names a finding and shows where`() throws {
    let session = try TinyBundle.session()
    let film = TinyBundle.film()
    let lungs = try session.segment(film)
    #expect(!lungs.usesWholeFilm)
    #expect(lungs.mask?.rows == 64)
    #expect((lungs.confidence ?? 0) > 0.3)
    #expect(lungs.crop.width < film.columns && lungs.crop.height < film.rows)

    let classification = try session.classify(film, lungs: lungs)
    #expect(abs(classification.probabilities.reduce(0, +) - 1) < 1e-12)
    #expect(classification.probability == classification.probabilities.max())
    #expect(classification.logits.count == 2)

    let explanation = try session.explain(classification, film: film, lungs: lungs)
    #expect(explanation.method == "grad-cam")
    #expect(explanation.map.samples.allSatisfy { (0...1).contains($0) })
    #expect(explanation.overlay?.rows == film.rows)
    #expect((0...1).contains(explanation.shareInsideLungs ?? -1))
  }

  @Test func `says what computes`() throws {
    let engine = try TinyBundle.session(concurrency: 2).engine
    #expect(engine.name == "OpenVINO" && engine.precision == "f32" && engine.threads == 1)
  }

  @Test func `gives the same bits again, and on several threads at once`() async throws {
    let session = try TinyBundle.session(concurrency: 2)
    let films = (0..<4).map { TinyBundle.film(seed: $0) }
    let expected = try films.map { film in
      try session.classify(film, lungs: session.segment(film)).logits
    }
    try await withThrowingTaskGroup(of: (Int, [[Float]]).self) { group in
      for round in 0..<40 {
        group.addTask { @concurrent in
          let film = films[round % 4]
          return (round % 4, try session.classify(film, lungs: session.segment(film)).logits)
        }
      }
      for try await (index, logits) in group { #expect(logits == expected[index]) }
    }
    #expect(Set(expected.map { $0[0] }).count == 4)
  }

  @Test func `uses the whole film when the mask is not trusted`() throws {
    let folder = try TinyBundle.copy(replacing: [
      ("minimum_confidence: 0.3", "minimum_confidence: 1.0")
    ])
    let session = try ModelSession(bundle: ModelBundle.load(from: folder))
    let film = TinyBundle.film()
    let lungs = try session.segment(film)
    #expect(lungs.usesWholeFilm)
    #expect(lungs.confidence != nil)
    #expect(lungs.crop == PixelBox(left: 0, top: 0, width: film.columns, height: film.rows))
  }

  @Test func `finds no lungs on a blank film and says so`() throws {
    let session = try TinyBundle.session()
    let film = GrayImage(rows: 90, columns: 70, filledWith: 255)
    let lungs = try session.segment(film)
    #expect(lungs.usesWholeFilm)
    #expect(lungs.confidence == 0)
    let classification = try session.classify(film, lungs: lungs)
    #expect(classification.probabilities.allSatisfy { $0.isFinite })
  }

  @Test func `without a segmenter takes the whole film and says so`() throws {
    let folder = try TinyBundle.copy()
    let text = try String(contentsOf: folder.appending(path: "bundle.yaml"), encoding: .utf8)
    let start = try #require(text.range(of: "segmenter:"))
    let end = try #require(text.range(of: "classifier:"))
    try TinyBundle.edit(folder, [(String(text[start.lowerBound..<end.lowerBound]), "")])
    let session = try ModelSession(bundle: ModelBundle.load(from: folder))
    let film = TinyBundle.film()
    let lungs = try session.segment(film)
    #expect(lungs.usesWholeFilm && lungs.mask == nil && lungs.confidence == nil)
    let classification = try session.classify(film, lungs: lungs)
    let explanation = try session.explain(classification, film: film, lungs: lungs)
    #expect(explanation.shareInsideLungs == nil)
    #expect(explanation.overlay != nil)
  }

  @Test(arguments: [("0.4", false), ("1.0", true)])
  func `abstains below the minimum probability`(minimum: String, abstains: Bool) throws {
    let folder = try TinyBundle.copy(replacing: [
      ("minimum_probability: 0.4", "minimum_probability: \(minimum)")
    ])
    let session = try ModelSession(bundle: ModelBundle.load(from: folder))
    let film = TinyBundle.film()
    let classification = try session.classify(film, lungs: session.segment(film))
    #expect(classification.isAbstained == abstains)
  }

  @Test func `refuses a film without pixels`() throws {
    let session = try TinyBundle.session()
    let film = GrayImage(rows: 0, columns: 0, samples: [])
    #expect(throws: InferenceError.emptyFilm) { try session.segment(film) }
    let lungs = LungSegmentation(wholeFilmOf: film)
    #expect(throws: InferenceError.emptyFilm) { try session.classify(film, lungs: lungs) }
  }

  @Test func `copes with films of one pixel and of one row`() throws {
    let session = try TinyBundle.session()
    for (rows, columns) in [(1, 1), (1, 500), (500, 1)] {
      let film = GrayImage(rows: rows, columns: columns, filledWith: 40)
      let lungs = try session.segment(film)
      let classification = try session.classify(film, lungs: lungs)
      _ = try session.explain(classification, film: film, lungs: lungs)
    }
  }
}
