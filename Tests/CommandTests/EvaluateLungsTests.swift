import Foundation
import TestSupport
import Testing

@Suite("evaluate --lungs", .temporaryFolder)
struct EvaluateLungsTests {
  private struct Peer: Decodable {
    let dice: Double
    let iou: Double
    let films: [String: Double]
  }

  private func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
    let process = Foundation.Process()
    process.executableURL = Program.url
    process.arguments = ["evaluate"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Every 60th film of the collection with its paths made absolute: films of each source.
  private func part(of manifest: URL) throws -> URL {
    let rows = try CSVTable(manifest).rows.enumerated().filter { $0.offset % 60 == 0 }
    let folder = manifest.deletingLastPathComponent()
    let lines = rows.map { _, row in
      let paths = ["image", "mask"].map { folder.appending(path: row[$0] ?? "").path }
      return (paths + [row["source"] ?? "", row["group"] ?? ""]).joined(separator: ",")
    }
    let file = TemporaryFolder.current.appending(path: "lungs.csv")
    try Data((["image,mask,source,group"] + lines).joined(separator: "\n").utf8).write(to: file)
    return file
  }

  @Test(
    .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)),
    .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
  )
  func `gives the overlaps that ONNX Runtime and OpenCV give`() throws {
    let shared = try #require(Fixtures.shared)
    let manifest = try part(of: shared.appending(path: "data/lungs/manifest.csv"))
    let bundle = Fixtures.project.appending(path: "models/chest-xray-3class").path
    let answer = try run(
      ["--lungs", manifest.path, "--model", bundle, "--format", "json", "--resamples", "100"]
    )
    #expect(answer.code == 0)
    let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    let lungs = try #require(json?["lungs"] as? [String: Any])
    let peer = try JSONDecoder().decode(
      Peer.self,
      from: Data(Fixtures.peer("evaluate_lungs.py", [bundle, manifest.path]).utf8)
    )
    // Both engines round sums differently: a pixel at the threshold may fall on either side.
    for (key, expected) in [("dice", peer.dice), ("intersection_over_union", peer.iou)] {
      let figures = try #require(lungs["figures"] as? [String: Any])
      let measure = try #require(figures[key] as? [String: Any])
      let mean = try #require((measure["mean"] as? [String: Any])?["value"] as? Double)
      #expect(abs(mean - expected) < 2e-4)
    }
    let worst = try #require((lungs["worst"] as? [[String: Any]])?.first)
    let name = try #require(worst["name"] as? String)
    let dice = try #require(worst["dice"] as? Double)
    let expected = try #require(peer.films[name])
    #expect(abs(dice - expected) < 2e-3)
    #expect(abs(expected - (peer.films.values.min() ?? 0)) < 2e-3)
  }

  @Test func `names a mask that cannot be read, and goes on`() throws {
    let manifest = TemporaryFolder.current.appending(path: "masks.csv")
    try Data("image,mask\ngone.png,gone-too.png\n".utf8).write(to: manifest)
    let bundle = Fixtures.project.appending(path: "Tests/Models/tiny").path
    let answer = try run(["--lungs", manifest.path, "--model", bundle, "--format", "json"])
    #expect(answer.code == 1)
    #expect(answer.output.contains("gone.png"))
  }

  @Test(arguments: [
    [], ["--labels", "x.csv"], ["--lungs", "x.csv", "film.dcm"],
    ["--lungs", "x.csv", "--report", "r.html"],
    ["--labels", "x.csv", "--store", "s", "--compare", "b"],
    ["--labels", "x.csv", "f", "--map", "same"], ["--labels", "x.csv", "f", "--resamples", "3"],
    ["--labels", "x.csv", "f", "--map", "a=b", "--map", "a=c"],
    ["--labels", "x", "f", "--workers", "0"],
  ])
  func `refuses a call that says too little or contradicts itself`(arguments: [String]) throws {
    #expect(try run(arguments).code == 64)
  }
}
