import ContentHash
import Foundation
import Inference
import Intake
import Pipeline
import Store
import TestSupport
import Testing

@Suite("A second bundle beside the serving one", .temporaryFolder)
struct ShadowingTests {
  private func pairs(_ bench: Workbench, _ query: ShadowQuery = ShadowQuery()) throws
    -> [ShadowPair]
  {
    var pairs: [ShadowPair] = []
    try bench.store.forEachShadowPair(query) { pairs.append($0) }
    return pairs
  }

  @Test func `reads exactly the films that the serving one has read, and changes none of them`()
    async throws
  {
    let files = try Samples.files().enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
    let shadow = try VariantBundle.make("warm", ["temperature": "3.5", "version": "9.0.0"])
    let plain = try Workbench(folder: TemporaryFolder.current.appending(path: "plain"))
    _ = try await plain.process(files)
    let alone = try Workbench(
      models: [shadow],
      folder: TemporaryFolder.current.appending(path: "alone")
    )
    _ = try await alone.process(files)
    let bench = try Workbench(shadow: shadow)
    _ = try await bench.process(files)
    #expect(try bench.violations() == [])
    let (expected, rows) = (try plain.rowsByName(), try bench.rowsByName())
    #expect(rows.mapValues(\.status) == expected.mapValues(\.status))
    #expect(rows.mapValues(\.probabilities) == expected.mapValues(\.probabilities))
    #expect(rows.mapValues(\.flags) == expected.mapValues(\.flags))
    #expect(rows.values.allSatisfy { $0.modelVersion != "9.0.0" })
    let pairs = try pairs(bench)
    let read = try bench.rows().filter { !$0.probabilities.isEmpty }
    #expect(Set(pairs.map(\.fileID)) == Set(read.map(\.fileID)))
    #expect(pairs.count == read.count)
    #expect(pairs.count > 8)
    // What it says beside another is what it says where it serves itself.
    let own = try alone.rowsByName()
    for pair in pairs {
      let row = try #require(own[URL(filePath: pair.sourceFile).lastPathComponent])
      #expect(pair.shadow.modelVersion == "9.0.0")
      #expect(pair.reading.probabilities == row.probabilities)
      #expect(pair.reading.finding == row.finding)
      #expect(pair.reading.flags == row.flags)
      #expect(pair.reading.provenance == row.provenance)
      #expect(pair.reading.probabilities != pair.servedProbabilities)
    }
  }

  @Test func `with the same bytes says the same to the last bit`() async throws {
    let bench = try Workbench(shadow: Workbench.tinyBundle)
    _ = try await bench.process(Array(try Samples.files().prefix(12)))
    let rows = Dictionary(grouping: try bench.rows(), by: \.fileID).compactMapValues {
      $0.first { $0.resultID != nil }
    }
    for pair in try pairs(bench) {
      let row = try #require(rows[pair.fileID])
      #expect(pair.reading.probabilities == row.probabilities)
      #expect(pair.reading.segmentationConfidence == row.segmentationConfidence)
      #expect(pair.reading.status.rawValue == pair.servedStatus.rawValue)
      #expect(pair.reading.provenance == row.provenance)
    }
  }

  @Test func `abstains and refuses by its own manifest`() async throws {
    let picky = try VariantBundle.make("picky", ["abstain": "{minimum_probability: 0.99}"])
    let bench = try Workbench(shadow: picky)
    _ = try await bench.process([try Samples.first("classified")])
    #expect(try pairs(bench).map(\.reading.status) == [.abstained])
    #expect(try pairs(bench).map(\.reading.reason) == ["low-probability"])
    let other = try VariantBundle.make(
      "other",
      ["accepts": "{modalities: [MG], views: [PA, AP], body_parts: [CHEST]}"]
    )
    let second = try Workbench(
      folder: TemporaryFolder.current.appending(path: "second"),
      shadow: other
    )
    _ = try await second.process([try Samples.first("classified")])
    #expect(try pairs(second).map(\.reading.status) == [.skipped])
    #expect(try pairs(second).map(\.reading.reason) == ["other-modality"])
    #expect(try second.rows().map(\.status) == [.classified])
  }

  @Test func `that fails on every film is recorded as failed, and the results stand`() async throws
  {
    let shadow = try VariantBundle.make("broken", ["version": "2.0.0"])
    try VariantBundle.poison(shadow)
    let bench = try Workbench(shadow: shadow)
    let files = ["study-one-pa.dcm", "study-two-pa.dcm", "study-one-lateral.dcm"].map {
      Fixtures.sampleDicom.appending(path: $0)
    }
    let processed = try await bench.process(files)
    #expect(processed.filter { $0.status == .classified }.count == 2)
    let readings = try pairs(bench).map(\.reading)
    #expect(readings.map(\.status) == [.failed, .failed])
    #expect(readings.allSatisfy { $0.reason == "engine-fault" })
    #expect(readings.allSatisfy { $0.detail?.contains("no numbers") == true })
    #expect(bench.files(below: "spool").isEmpty)
    #expect(try bench.violations() == [])
  }

  @Test func `that was interrupted is failed at the next start, and can be made up for`()
    async throws
  {
    let bench = try Workbench(shadow: Workbench.tinyBundle)
    let source = try Samples.first("classified")
    let incoming = IncomingFile(try ArrivedFile(named: source.path))
    guard case .granted(let file) = try bench.pipeline.claim(incoming) else {
      Issue.record("not claimed")
      return
    }
    let outcome = try bench.pipeline.examine(file).outcome
    let bundle = ShadowBundle(
      hash: outcome.provenance.bundleHash ?? "",
      model: "m",
      modelVersion: "1"
    )
    _ = try bench.store.record(outcome, for: file.id, besides: bundle)
    #expect(try Recovery(of: bench.store).run().interruptedShadows == 1)
    #expect(try pairs(bench).map(\.reading.reason) == ["interrupted"])
    #expect(try bench.rows().map(\.status) == [.classified])
    #expect(try Recovery(of: bench.store).run().interruptedShadows == 0)
    let stored = try #require(try bench.store.file(file.id))
    _ = try Reprocessing(bench.pipeline).renew(stored)
    #expect(try pairs(bench).map(\.reading.status) == [.classified])
    #expect(try pairs(bench, ShadowQuery(includesAllVersions: true)).count == 2)
    #expect(try bench.violations() == [])
  }

  @Test func `is not asked when a re-run is only compared`() async throws {
    let bench = try Workbench(shadow: Workbench.tinyBundle)
    let processed = try await bench.process([try Samples.first("classified")])
    let stored = try #require(try bench.store.file(processed[0].id))
    _ = try Reprocessing(bench.pipeline).compare(stored)
    #expect(try pairs(bench, ShadowQuery(includesAllVersions: true)).count == 1)
  }
}
