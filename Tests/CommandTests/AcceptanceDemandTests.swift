import Foundation
import Store
import TestSupport
import Testing

@Suite("The demand for acceptance", .temporaryFolder, .timeLimit(.minutes(15)))
struct AcceptanceDemandTests {
  private let folder = TemporaryFolder.current
  private var program: Program { Program(store: folder.appending(path: "store")) }

  private func configuration(_ bundle: URL) throws -> String {
    let drop = folder.appending(path: "drop")
    try FileManager.default.createDirectory(at: drop, withIntermediateDirectories: true)
    let file = folder.appending(path: "pacs-watch.yaml")
    let text = """
      store: \(program.store.path)
      models: [\(bundle.path)]
      require_acceptance: true
      folders: [{path: \(drop.path)}]
      """
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// Runs the daemon until it ends, or until it says that it watches.
  private func run(_ bundle: URL) throws -> (code: Int32?, log: String) {
    let log = folder.appending(path: "daemon.log")
    try? FileManager.default.removeItem(at: log)
    let process = try program.start(["run", "--config", try configuration(bundle)])
    while process.isRunning {
      let text = try String(contentsOf: log, encoding: .utf8)
      if text.contains("Watching") {
        process.terminate()
        process.waitUntilExit()
        return (nil, text)
      }
      usleep(20_000)
    }
    return (process.terminationStatus, try String(contentsOf: log, encoding: .utf8))
  }

  @Test func `keeps the daemon from starting until the very bytes are accepted`() throws {
    let bundle = folder.appending(path: "own")
    try FileManager.default.copyItem(at: LabelledSamples.tiny, to: bundle)
    let refused = try run(bundle)
    #expect(refused.code == 65)
    #expect(refused.log.contains("pacs-watch model accept \(bundle.path)"))
    let answer = try program(
      ["model", "accept", bundle.path] + LabelledSamples.paths
        + ["--labels", try LabelledSamples.labels().path, "--signed-by", "Dr. Test", "--yes"]
    )
    #expect(answer.code == 0, "\(answer.complaints)")
    #expect(try run(bundle).code == nil)
    let list = try program(["model", "list", bundle.path])
    #expect(list.output.contains("by Dr. Test"))
    // One byte of the card, which no network depends on.
    let card = bundle.appending(path: "MODEL_CARD.md")
    try (try Data(contentsOf: card) + Data(" ".utf8)).write(to: card)
    let changed = try run(bundle)
    #expect(changed.code == 65)
    #expect(changed.log.contains("with other bytes"))
    #expect(!(try program(["model", "list", bundle.path]).output.contains("by Dr. Test")))
  }

  @Test(arguments: ["process", "reprocess"])
  func `holds for a command that asks for it`(command: String) throws {
    let film = LabelledSamples.paths[0]
    #expect(try program(["process", film], withModel: true).code == 0)
    let what = command == "process" ? [film] : ["--all"]
    let answer = try program([command] + what + ["--require-acceptance"], withModel: true)
    #expect(answer.code == 65)
    #expect(answer.complaints.contains("was not accepted"))
  }

  @Test func `is unknown to a list where the store cannot be asked, and that is said`() throws {
    try FileManager.default.createDirectory(at: program.store, withIntermediateDirectories: true)
    let database = program.store.appending(path: "pacs-watch.sqlite")
    try Data(repeating: 0x41, count: 8192).write(to: database)
    let list = try program(["model", "list", LabelledSamples.tiny.path, "--format", "csv"])
    #expect(list.code == 0)
    #expect(list.complaints.contains("damaged"))
    #expect(CSVTable(list.output).rows.allSatisfy { $0["accepted"] == "unknown" })
  }

  @Test func `is nothing that a list without a store stumbles over`() throws {
    let list = try program(["model", "list", LabelledSamples.tiny.path, "--format", "csv"])
    #expect(list.code == 0)
    #expect(CSVTable(list.output).rows.allSatisfy { $0["accepted"] == "no" })
    #expect(!FileManager.default.fileExists(atPath: program.store.path))
  }
}
