import Foundation
import Store
import TestSupport
import Testing

@Suite(
  "A program that is killed while a second bundle reads",
  .temporaryFolder,
  .timeLimit(.minutes(15))
)
struct ShadowCrashTests {
  private func pairs(_ store: URL) throws -> [ShadowPair] {
    var pairs: [ShadowPair] = []
    try StudyStore.openReadOnly(at: store).forEachShadowPair(ShadowQuery(includesAllVersions: true))
    {
      pairs.append($0)
    }
    return pairs
  }

  /// Kills the program when a promise is open: the result is recorded, the second bundle reads.
  private func killWhileShadowing(_ program: Program, _ arguments: [String]) throws -> Bool {
    let process = try program.start(arguments)
    defer { process.waitUntilExit() }
    let database = program.store.appending(path: "pacs-watch.sqlite").path
    while process.isRunning {
      if FileManager.default.fileExists(atPath: database),
        let found = try? pairs(program.store),
        found.contains(where: { $0.reading.status == .promised })
      {
        kill(process.processIdentifier, SIGKILL)
        return true
      }
      usleep(2_000)
    }
    return false
  }

  @Test func `leaves a pair, or a failure that says so, and never a changed result`() throws {
    let program = Program(store: TemporaryFolder.current.appending(path: "store"))
    let drop = TemporaryFolder.current.appending(path: "drop")
    try FileManager.default.createDirectory(at: drop, withIntermediateDirectories: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: Fixtures.sampleDicom.path)
      .filter { $0.hasPrefix("syntax-") }.sorted()
    for name in names {
      try FileManager.default.copyItem(
        at: Fixtures.sampleDicom.appending(path: name),
        to: drop.appending(path: name)
      )
    }
    // The shipped bundle takes its time, so that the kill falls into it.
    let shadow = Fixtures.project.appending(path: "models/chest-xray-3class").path
    let serving = LabelledSamples.tiny.path
    let arguments = [
      "process", drop.path, "--store", program.store.path, "--model", serving, "--shadow", shadow,
      "--workers", "1",
    ]
    var kills = 0
    for _ in 0..<4 where try killWhileShadowing(program, arguments) { kills += 1 }
    try #require(kills > 0)
    let answer = try program(["process", drop.path, "--shadow", shadow], withModel: true)
    #expect(answer.code == 0, "\(answer.complaints)")
    #expect(try program(["audit", "verify"]).code == 0)
    let rows = try program.rows()
    #expect(rows.count == names.count)
    #expect(rows.allSatisfy { $0["result_version"] == "1" })
    let pairs = try pairs(program.store)
    #expect(pairs.count == names.count)
    #expect(Set(pairs.map(\.resultID)).count == names.count)
    #expect(pairs.allSatisfy { $0.reading.status != .promised })
    let failed = pairs.filter { $0.reading.status == .failed }
    #expect(failed.allSatisfy { $0.reading.reason == "interrupted" })
    #expect((1...kills).contains(failed.count))
  }
}
