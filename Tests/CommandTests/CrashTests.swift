import Foundation
import TestSupport
import Testing

@Suite("A program that is killed", .temporaryFolder)
struct CrashTests {
  /// Kills `process` at moments that spread over its run, starts it again, and looks at what must
  /// hold: one current result a file, a chain that verifies, no leftovers.
  @Test(arguments: [UInt64(1), 2])
  func `loses nothing and doubles nothing`(seed: UInt64) throws {
    let program = Program(store: TemporaryFolder.current.appending(path: "store"))
    let model = Fixtures.project.appending(path: "Tests/Models/tiny").path
    let drop = TemporaryFolder.current.appending(path: "drop")
    try FileManager.default.createDirectory(at: drop, withIntermediateDirectories: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: Fixtures.sampleDicom.path)
      .filter { $0.hasPrefix("syntax-") || $0.hasPrefix("broken-cut-") }.sorted()
    for name in names {
      try FileManager.default.copyItem(
        at: Fixtures.sampleDicom.appending(path: name),
        to: drop.appending(path: name)
      )
    }
    let arguments = ["process", drop.path, "--store", program.store.path, "--model", model]
    var random = SeededGenerator(seed: seed)
    for _ in 0..<8 {
      let process = try program.start(arguments)
      usleep(UInt32.random(in: 50_000...1_500_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    // A file that was in work at two kills looks like one that ends the program; it is kept aside.
    try program(["process", drop.path], withModel: true)
    let rows = try program.rows()
    #expect(rows.count == names.count)
    #expect(Set(rows.compactMap { $0["source_file"] }).count == names.count)
    #expect(rows.allSatisfy { $0["status"]?.isEmpty == false })
    #expect(try program(["audit", "verify"]).code == 0)
    for row in rows {
      for picture in [row["image_file"], row["heatmap_file"]].compactMap({ $0 }) where picture != ""
      {
        #expect(
          FileManager.default.fileExists(atPath: program.store.appending(path: picture).path)
        )
      }
    }
    let spool = program.store.appending(path: "spool").path
    #expect(try FileManager.default.contentsOfDirectory(atPath: spool) == [])
  }
}
