import Foundation
import Statistics
import TestSupport
import Testing

@testable import Evaluation

@Suite("A report on lungs", .temporaryFolder)
struct LungReportTests {
  private func films(_ intersections: [Int]) throws -> [LungOverlap] {
    let file = TemporaryFolder.current.appending(path: "masks.csv")
    let lines = intersections.indices.map { "f\($0).png,m\($0).png,\($0 % 2 == 0 ? "x" : "y")" }
    try Data(("image,mask,source\n" + lines.joined(separator: "\n")).utf8).write(to: file)
    let rows = try MaskTable(contentsOf: file).rows
    return zip(rows, intersections).map {
      LungOverlap($0, overlap: Overlap(intersection: $1, first: 100, second: 100))
    }
  }

  @Test func `has mean, median and the worst twentieth, rounded up`() throws {
    // Dice is intersection / 100 here, since both masks have 100 pixels.
    let report = LungReport(
      try films([90, 80, 70, 100]),
      unreadable: [],
      model: "m 1",
      splits: ["source"]
    )
    let dice = try #require(report.figures?.dice)
    #expect(abs((dice.mean.value ?? 0) - 0.85) < 1e-12)
    #expect(abs(dice.median - 0.85) < 1e-12)
    #expect(dice.worstTwentieth == 0.7)
    #expect(dice.worst == 0.7)
    #expect(report.worst.map(\.name) == ["f2.png"])
    #expect(report.slices.map(\.value) == ["x", "y"])
    #expect(report.slices.first?.figures.dice.mean.value == 0.8)
    #expect(report.figures?.intersectionOverUnion.worst == 70.0 / 130)
  }

  @Test func `of no films has no figures`() {
    let report = LungReport([], unreadable: ["a.png: gone"], model: "m 1", splits: [])
    #expect(report.figures == nil)
    #expect(report.worst.isEmpty)
  }

  @Test(.enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)))
  func `reads the manifest of a real collection as it is`() throws {
    let shared = try #require(Fixtures.shared)
    let table = try MaskTable(contentsOf: shared.appending(path: "data/lungs/manifest.csv"))
    #expect(table.rows.count == 1327)
    #expect(
      table.rows.allSatisfy {
        FileManager.default.fileExists(atPath: $0.image.path)
          && FileManager.default.fileExists(atPath: $0.mask.path)
      }
    )
    #expect(Set(table.rows.map { $0.properties["mask_convention"] ?? "" }).count == 2)
  }
}
