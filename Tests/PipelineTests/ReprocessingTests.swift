import ContentHash
import Foundation
import Pipeline
import Store
import TestSupport
import Testing

@Suite("Reading again", .temporaryFolder)
struct ReprocessingTests {
  /// The tiny bundle with another temperature and version.
  private func warmerBundle() throws -> URL {
    let copy = TemporaryFolder.current.appending(path: "warmer")
    try FileManager.default.copyItem(at: Workbench.tinyBundle, to: copy)
    let manifest = copy.appending(path: "bundle.yaml")
    var lines = try String(contentsOf: manifest, encoding: .utf8).components(separatedBy: "\n")
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("temperature:") { lines[index] = "temperature: 3.5" }
      if line.hasPrefix("version:") { lines[index] = "version: 9.0.0" }
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: manifest)
    return copy
  }

  @Test func `the same bundle gives the same bits`() async throws {
    let bench = try Workbench()
    _ = try await bench.process(Array(try Samples.files().prefix(8)))
    for file in try bench.store.allFiles() {
      let answer = try Reprocessing(bench.pipeline).compare(file)
      guard case .identical = answer else {
        Issue.record("\(file.sourcePath): \(answer)")
        continue
      }
    }
  }

  @Test func `another bundle differs, and the fields are named`() async throws {
    let first = try Workbench()
    let processed = try await first.process([try Samples.first("classified")])
    let second = try Workbench(models: [try warmerBundle()])
    let file = try #require(try second.store.file(processed[0].id))
    guard case .differs(let fields) = try Reprocessing(second.pipeline).compare(file) else {
      Issue.record("a higher temperature changed nothing")
      return
    }
    #expect(fields.map(\.field).contains("probability"))
    #expect(fields.map(\.field).contains("modelVersion"))
    #expect(!fields.map(\.field).contains("imageSHA256"))
  }

  @Test func `a new version supersedes the old one, which stays`() async throws {
    let first = try Workbench()
    let processed = try await first.process([try Samples.first("classified")])
    let second = try Workbench(models: [try warmerBundle()])
    let file = try #require(try second.store.file(processed[0].id))
    guard case .superseded(let result) = try Reprocessing(second.pipeline).renew(file) else {
      Issue.record("no new version")
      return
    }
    #expect(result.version == 2)
    let all = try second.store.rows(
      ResultQuery(grouping: .instance, includesAllVersions: true, fileID: file.id)
    )
    #expect(all.map(\.resultVersion) == [1, 2])
    #expect(all[0].supersededBy == all[1].resultID)
    #expect(all.map(\.modelVersion) == ["1.0.0", "9.0.0"])
    #expect(try second.violations() == [])
  }
}
