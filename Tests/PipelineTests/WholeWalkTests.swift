import Foundation
import Pipeline
import Store
import TestSupport
import Testing

@Suite("The walk of files", .temporaryFolder)
struct WholeWalkTests {
  @Test(arguments: [1, 2])
  func `every sample ends as its manifest says`(workers: Int) async throws {
    let bench = try Workbench()
    _ = try await bench.process(Samples.files(), workers: workers)
    let found = try bench.rowsByName()
    for sample in try CSVTable(Samples.manifest).rows {
      let name = try #require(sample["file"])
      let file = try #require(found[name], "\(name) has no outcome")
      // No phantom is in a network's training, so it may abstain.
      let status = file.status == .abstained ? "classified" : file.status.rawValue
      #expect(status == sample["expect"], "\(name)")
      if sample["expect"] != "classified" { #expect(file.reason == sample["reason"], "\(name)") }
    }
    #expect(try bench.violations() == [])
  }

  @Test(.enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)))
  func `every file around a real film ends as its truth says`() async throws {
    let data = try #require(Fixtures.shared).appending(path: "data/dicom-cxr")
    let truth = try CSVTable(data.appending(path: "truth.csv")).rows
    let bench = try Workbench()
    let files = truth.compactMap { $0["file"] }.map { data.appending(path: "drop/\($0)") }
    _ = try await bench.process(files)
    let found = try bench.rowsByName()
    for row in truth {
      let expected = row["expect"]?.replacingOccurrences(of: " ", with: "-")
      let status = found[row["file"] ?? ""]?.status
      #expect((status == .abstained ? .classified : status)?.rawValue == expected, "\(row)")
    }
    #expect(try bench.violations() == [])
  }

  /// No sample can show it: all empty files are the same file.
  @Test func `a file without bytes is quarantined as empty`() async throws {
    let empty = TemporaryFolder.current.appending(path: "empty.dcm")
    try Data().write(to: empty)
    let bench = try Workbench()
    _ = try await bench.process([empty])
    let row = try #require(try bench.rows().first)
    #expect(row.status == .quarantined && row.reason == "empty-file")
    #expect(try bench.violations() == [])
  }

  @Test func `a second run over the same files adds nothing`() async throws {
    let bench = try Workbench()
    let files = Array(try Samples.files().prefix(6))
    _ = try await bench.process(files)
    let before = try bench.rows()
    let again = try await bench.process(files)
    #expect(again.allSatisfy { $0.wasKnown || $0.status == .duplicate })
    #expect(try bench.rows() == before)
    #expect(bench.files(below: "spool").isEmpty)
  }

  @Test func `sources stay untouched and originals are kept bit by bit`() async throws {
    let bench = try Workbench()
    let source = try Samples.first("classified")
    let before = try Data(contentsOf: source)
    let processed = try await bench.process([source])
    let kept = try #require(try bench.store.file(processed[0].id)?.bytes)
    #expect(try Data(contentsOf: kept) == before)
    #expect(try Data(contentsOf: source) == before)
  }

  @Test func `a broken file is kept in the quarantine with its reason`() async throws {
    let bench = try Workbench()
    let processed = try await bench.process([try Samples.first("quarantined")])
    #expect(processed[0].status == .quarantined)
    #expect(processed[0].detail?.isEmpty == false)
    #expect(bench.files(below: "quarantine").count == 1)
    #expect(bench.files(below: "spool").isEmpty)
  }

  @Test(arguments: [
    "broken-cut-native.dcm", "broken-cut-jpeg-2000.dcm", "broken-endless-pixel-data.dcm",
  ])
  func `a film that is cut off still tells which study lacks it`(name: String) async throws {
    let bench = try Workbench()
    _ = try await bench.process([Fixtures.sampleDicom.appending(path: name)])
    let expected = try CSVTable(Samples.manifest).rows.first { $0["file"] == name }
    let row = try #require(try bench.rows().first)
    #expect(row.status == .quarantined)
    #expect(row.identity.studyUID == expected?["study_uid"])
    #expect(row.identity.sopInstanceUID == expected?["sop_uid"])
    #expect(row.view == nil)
  }

  @Test func `a rendered film read back as a plain picture is classified and says what it is`()
    async throws
  {
    let bench = try Workbench()
    _ = try await bench.process([try Samples.first("classified")])
    let film = try #require(bench.files(below: "images").first { $0.path.contains("-film-") })
    let picture = TemporaryFolder.current.appending(path: "film.png")
    try FileManager.default.copyItem(at: film, to: picture)
    let processed = try await bench.process([picture])
    #expect([.classified, .abstained].contains(try #require(processed[0].status)))
    let row = try #require(try bench.rows().last { $0.fileID == processed[0].id })
    #expect(row.view == "assumed-frontal")
    #expect(row.flags.contains("view-assumed"))
    #expect(row.identity.studyUID?.hasPrefix("2.25.") == true)
  }

  @Test func `a picture that calls itself a DICOM file is quarantined`() async throws {
    let bench = try Workbench()
    _ = try await bench.process([try Samples.first("classified")])
    let film = try #require(bench.files(below: "images").first)
    let liar = TemporaryFolder.current.appending(path: "film.dcm")
    try FileManager.default.copyItem(at: film, to: liar)
    let processed = try await bench.process([liar])
    #expect(processed[0].status == .quarantined)
    #expect(processed[0].reason == "not-dicom")
  }
}
