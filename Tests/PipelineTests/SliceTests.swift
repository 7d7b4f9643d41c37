import Foundation
import Imaging
import Inference
import Pipeline
import Store
import TestSupport
import Testing

/// A study of CT slices, written by pydicom, through a bundle that reads such.
@Suite(
  "CT slices",
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)),
  .temporaryFolder
)
struct SliceTests {
  /// Reads the study, and gives the bench with it.
  private func read() async throws -> Workbench {
    _ = try Fixtures.peer("pipeline_ct_series.py", [study.path, "-600", "1500"])
    let lines = ["accepts": Self.accepts + "\nwindow: {center: -600, width: 1500}"]
    let bench = try Workbench(models: [try VariantBundle.make("ct", lines)])
    let files = try FileManager.default.contentsOfDirectory(atPath: study.path).sorted()
    _ = try await bench.process(
      files.filter { $0.hasSuffix(".dcm") }.map { study.appending(path: $0) }
    )
    return bench
  }

  private var study: URL {
    let folder = TemporaryFolder.current.appending(path: "study")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private var bundle: URL { TemporaryFolder.current.appending(path: "ct") }

  private static let accepts = "{modalities: [CT], views: [axial], body_parts: [CHEST]}"
  private static let readable = ["derived", "slice-1", "slice-2", "slice-3", "tilted"]

  @Test func `are read where they lie across the body, and else say why not`() async throws {
    let rows = try await read().rowsByName()
    for name in Self.readable {
      let row = try #require(rows["\(name).dcm"])
      #expect(row.status == .classified || row.status == .abstained, "\(name): \(row.status)")
      #expect(row.view == "axial")
      #expect(row.probabilities.count == 3)
    }
    let others = ["coronal", "scout", "raw"].map { rows["\($0).dcm"] }
    #expect(others.map { $0?.status } == [.skipped, .skipped, .quarantined])
    #expect(others.map { $0?.reason } == ["other-view", "localizer", "no-rescale"])
  }

  @Test func `are shown through the bundle's window as pydicom shows them`() async throws {
    let bench = try await read()
    let rows = try bench.rowsByName()
    for name in Self.readable {
      let place = try #require(rows["\(name).dcm"]?.imageFile)
      let ours = try PictureFile.read(bench.folder.appending(path: place)).samples
      let theirs = [UInt8](try Data(contentsOf: study.appending(path: "\(name).grey")))
      try #require(ours.count == theirs.count)
      let largest = zip(ours, theirs).map { abs(Int($0) - Int($1)) }.max()
      #expect((largest ?? .max) <= 1, "\(name)")
      #expect(Set(theirs).count > 50, "the window shows nothing of the lungs")
    }
  }

  @Test func `give a study the mean of their probabilities`() async throws {
    let bench = try await read()
    let rows = try bench.rowsByName()
    let slices = Self.readable.compactMap { rows["\($0).dcm"]?.probabilities }
    let study = try #require(try bench.store.rows().first)
    #expect(try bench.store.rows().count == 1)
    for (index, mean) in study.probabilities.enumerated() {
      let expected = slices.map { $0[index].probability }.reduce(0, +) / Double(slices.count)
      #expect(abs(mean.probability - expected) < 1e-12)
    }
    let best = study.probabilities.max { $0.probability < $1.probability }
    #expect(study.finding == best?.label && study.probability == best?.probability)
    #expect(study.flags.last == "mean-of-slices-5")
    let shown = rows.values.max {
      $0.probability(of: study.finding) < $1.probability(of: study.finding)
    }
    #expect(study.imageFile == shown?.imageFile)
  }

  @Test func `are the same to adaptation and to a second bundle as when they are served`()
    async throws
  {
    let bench = try await read()
    let served = try bench.rowsByName()
    let model = try LoadedModel(ModelBundle.load(from: bundle), concurrency: 1)
    for name in Self.readable {
      let file = study.appending(path: "\(name).dcm")
      let found = try FeatureReading(model).features(of: file, foundAt: file.path).probabilities
      #expect(found == served["\(name).dcm"]?.probabilities.map(\.probability), "\(name)")
    }
    // Served without the window, read again with it.
    let plain = TemporaryFolder.current.appending(path: "plain")
    let shadowing = try Workbench(
      models: [try VariantBundle.make("windowless", ["accepts": Self.accepts])],
      folder: plain,
      shadow: bundle
    )
    _ = try await shadowing.process([study.appending(path: "slice-1.dcm")])
    var pairs: [ShadowPair] = []
    try shadowing.store.forEachShadowPair(ShadowQuery()) { pairs.append($0) }
    #expect(pairs.count == 1)
    #expect(pairs.first?.reading.probabilities == served["slice-1.dcm"]?.probabilities)
    #expect(pairs.first?.reading.probabilities != pairs.first?.servedProbabilities)
  }

  @Test func `that are no slices to a bundle of films are another modality`() async throws {
    _ = try Fixtures.peer("pipeline_ct_series.py", [study.path, "-600", "1500"])
    let bench = try Workbench()
    _ = try await bench.process([study.appending(path: "slice-1.dcm")])
    #expect(try bench.rows().map(\.reason) == ["other-modality"])
  }

  @Test func `need a view that there is`() throws {
    let bundle = try VariantBundle.make(
      "misspelt",
      ["accepts": "{modalities: [CT], views: [transverse], body_parts: [CHEST]}"]
    )
    let error = #expect(throws: (any Error).self) { try Workbench(models: [bundle]) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("transverse is not one of PA"))
  }
}

extension ResultRow {
  fileprivate func probability(of label: String?) -> Double {
    probabilities.first { $0.label == label }?.probability ?? -1
  }
}
