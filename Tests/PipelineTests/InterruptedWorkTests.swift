import ContentHash
import Foundation
import Intake
import Store
import TestSupport
import Testing

@testable import Pipeline

@Suite("Work that is interrupted between its steps", .temporaryFolder)
struct InterruptedWorkTests {
  private func claimed(_ bench: Workbench, _ source: URL) throws -> ClaimedFile {
    let claim = try bench.pipeline.claim(IncomingFile(try ArrivedFile(named: source.path)))
    guard case .granted(let file) = claim else { throw Surprise(claim: "\(claim)") }
    return file
  }

  /// A file stands where the archive's folder should be, which not even root can write into.
  private func blockArchive(_ bench: Workbench) throws {
    try FileManager.default.removeItem(at: bench.store.layout.archive)
    try Data().write(to: bench.store.layout.archive)
  }

  private func unblockArchive(_ bench: Workbench) throws {
    try FileManager.default.removeItem(at: bench.store.layout.archive)
    try FileManager.default.createDirectory(
      at: bench.store.layout.archive,
      withIntermediateDirectories: true
    )
  }

  @Test func `a walk that could not settle gets no second result when it is made again`() throws {
    let bench = try Workbench(attemptLimit: 1)
    let file = try claimed(bench, try Samples.first("classified"))
    try blockArchive(bench)
    for _ in 0..<3 {
      let failure = #expect(throws: StageFailure.self) { try bench.pipeline.walk(file) }
      #expect(failure?.stage == .settle)
      #expect(failure?.disposition == .retry)
      _ = bench.pipeline.giveBack(file, after: try #require(failure))
    }
    try unblockArchive(bench)
    #expect(try bench.pipeline.walk(file).status != .quarantined)
    let versions = try bench.store.rows(
      ResultQuery(grouping: .instance, includesAllVersions: true)
    )
    #expect(versions.map(\.resultVersion) == [1])
    #expect(bench.files(below: "archive").map(\.lastPathComponent) == [file.digest.hex])
    #expect(bench.files(below: "spool").isEmpty)
  }

  @Test func `a walk gives its turn to compute back once, before anything is recorded`() throws {
    let bench = try Workbench()
    let file = try claimed(bench, try Samples.first("classified"))
    var rowsThen: [Int] = []
    _ = try bench.pipeline.walk(file) {
      rowsThen.append((try? bench.rows().filter { $0.resultID != nil }.count) ?? -1)
    }
    #expect(rowsThen == [0])
    #expect(try bench.rows().map(\.resultVersion) == [1])
  }

  @Test func `a walk that fails gives its turn back as well`() throws {
    let bench = try Workbench()
    let file = try claimed(bench, try Samples.first("classified"))
    try bench.store.close()
    var turnsGiven = 0
    #expect(throws: StageFailure.self) { try bench.pipeline.walk(file) { turnsGiven += 1 } }
    #expect(turnsGiven == 1)
  }

  @Test func `a re-send between result and archive leaves the only copy to its worker`() throws {
    let bench = try Workbench()
    let source = try Samples.first("classified")
    let file = try claimed(bench, source)
    _ = try bench.store.record(try bench.pipeline.examine(file).outcome, for: file.id)
    let twin = TemporaryFolder.current.appending(path: "twin.dcm")
    try FileManager.default.copyItem(at: source, to: twin)
    let failure = #expect(throws: StageFailure.self) {
      try bench.pipeline.claim(IncomingFile(try ArrivedFile(named: twin.path)))
    }
    #expect(failure?.reason == "in-work")
    #expect(failure?.disposition == .retry)
    _ = try bench.pipeline.walk(file)
    let kept = try Data(contentsOf: bench.store.layout.archiveFile(for: file.digest))
    #expect(kept == (try Data(contentsOf: source)))
    // The second time it is settled, and its own copy goes.
    let again = try bench.pipeline.claim(IncomingFile(try ArrivedFile(named: twin.path)))
    guard case .settled = again else { throw Surprise(claim: "\(again)") }
    #expect(bench.files(below: "spool").isEmpty)
  }

  @Test func `an attempt that the database would not take back is used by the next walk`() throws {
    let bench = try Workbench(attemptLimit: 1)
    var file = try claimed(bench, try Samples.first("classified"))
    _ = try bench.store.beginAttempt(file.id, limit: 1)
    file.holdsAttempt = true
    #expect(try bench.pipeline.walk(file).status != .quarantined)
  }

  @Test func `pictures of an attempt without a result are removed, recorded ones stay`() throws {
    let bench = try Workbench()
    let sources = try Samples.files()
    let recorded = try claimed(bench, sources[0])
    _ = try bench.pipeline.walk(recorded)
    let kept = bench.files(below: "images")
    #expect(!kept.isEmpty)
    let file = try claimed(bench, sources[1])
    for artefact in try bench.pipeline.examine(file).artefacts {
      let place = bench.folder.appending(path: artefact.relativePath)
      let half = place.deletingLastPathComponent().appending(
        path: ".\(place.lastPathComponent).\(UUID().uuidString).part"
      )
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(artefact.bytes).write(to: place)
      try Data(artefact.bytes.prefix(100)).write(to: half)
    }
    let findings = try Recovery(of: bench.store).run()
    #expect(findings.sweptPictures == 4)
    #expect(Set(bench.files(below: "images")) == Set(kept))
    #expect(try bench.violations() == [])
  }

  @Test(arguments: [true, false])
  func `a plain picture from a watched folder stays refused after a restart`(isWatched: Bool) throws
  {
    let bench = try Workbench()
    let picture = try #require(try bench.pictureOfAFilm())
    _ = try claimed(bench, picture)
    let stored = try #require(try Recovery(of: bench.store).run().unfinished.first)
    let file = try #require(ClaimedFile(stored, acceptsPictures: !isWatched))
    let processed = try bench.pipeline.walk(file)
    #expect((processed.status == .quarantined) == isWatched)
  }
}

extension Workbench {
  /// A film as PNG, as the pipeline itself writes it.
  fileprivate func pictureOfAFilm() throws -> URL? {
    let source = try Samples.first("classified")
    let claim = try pipeline.claim(IncomingFile(try ArrivedFile(named: source.path)))
    guard case .granted(let file) = claim else { return nil }
    _ = try pipeline.walk(file)
    guard let image = try rows().first?.imageFile else { return nil }
    let place = TemporaryFolder.current.appending(path: "film.png")
    try FileManager.default.copyItem(at: folder.appending(path: image), to: place)
    return place
  }
}
