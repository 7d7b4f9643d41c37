import Foundation
import Imaging
import Store
import TestSupport
import Testing

/// Flags and reasons by a bundle whose limits are set so that each must be raised, or must not.
@Suite("Limits of a bundle", .temporaryFolder)
struct PixelFlagTests {
  static let cases: [(flags: String, raised: [String])] = [
    ("{minimum_heatmap_in_lungs: 1.0}", ["heatmap-outside-lungs"]),
    ("{minimum_heatmap_in_lungs: 0.0}", []),
    ("{}", []),
  ]

  @Test(arguments: cases)
  func `decide which flags a result bears`(limits: (flags: String, raised: [String])) async throws {
    let bench = try Workbench(models: [
      try bundle(("card: MODEL_CARD.md", "flags: \(limits.flags)\ncard: MODEL_CARD.md"))
    ])
    _ = try await bench.process([try Samples.first("classified")])
    let row = try #require(try bench.rows().first)
    try #require(row.heatmapInLungs != nil, "the tiny bundle found no lungs on the sample")
    let found = row.flags.filter { ["heatmap-outside-lungs", "lungs-cut-off"].contains($0) }
    #expect(found == limits.raised)
  }

  @Test(arguments: [(0.0, nil), (1.0, "low-probability")] as [(Double, String?)])
  func `decide whether a finding is probable enough, and say so`(
    minimum: Double,
    reason: String?
  ) async throws {
    let bench = try Workbench(models: [
      try bundle(("{minimum_probability: 0.4}", "{minimum_probability: \(minimum)}"))
    ])
    _ = try await bench.process([try Samples.first("classified")])
    let row = try #require(try bench.rows().first)
    #expect(row.status == (reason == nil ? .classified : .abstained))
    #expect(row.reason == reason)
    #expect((row.detail == nil) == (reason == nil))
    #expect(row.finding != nil && row.probability != nil)
  }

  private func bundle(_ edit: (old: String, new: String)) throws -> URL {
    let copy = TemporaryFolder.current.appending(path: "bundle")
    try FileManager.default.copyItem(at: Workbench.tinyBundle, to: copy)
    let manifest = copy.appending(path: "bundle.yaml")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try #require(text.contains(edit.old))
    try Data(text.replacingOccurrences(of: edit.old, with: edit.new).utf8).write(to: manifest)
    return copy
  }
}
