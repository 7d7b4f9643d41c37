import Foundation
import Store
import TestSupport
import Testing

@Suite("Accepting a bundle", .temporaryFolder)
struct AcceptTests {
  private var program: Program { Program(store: TemporaryFolder.current.appending(path: "store")) }
  private var store: StudyStore { get throws { try StudyStore.openReadOnly(at: program.store) } }

  private func accept(
    _ more: [String],
    bundle: URL = LabelledSamples.tiny,
    label: String = "Pneumonia"
  ) throws -> Program.Answer {
    let labels = try LabelledSamples.labels(label).path
    return try program(
      ["model", "accept", bundle.path] + LabelledSamples.paths
        + ["--labels", labels, "--signed-by", "Dr. Test, radiology"] + more
    )
  }

  @Test func `signs what the films gave, with the hash of every file`() throws {
    let answer = try accept(["--yes", "--minimum", "sensitivity.Pneumonia=0.5"])
    #expect(answer.code == 0, "\(answer.complaints)")
    #expect(answer.output.contains("sensitivity.Pneumonia"))
    let recorded = try #require(try store.acceptances().first)
    let signed = recorded.acceptance
    #expect(signed.signedBy == "Dr. Test, radiology")
    #expect(signed.films == LabelledSamples.names.count)
    let answered: [Int] = signed.figures.confusion.flatMap(\.self)
    #expect((answered + signed.figures.abstained).reduce(0, +) == 6)
    #expect(signed.demands.map(\.figure) == ["sensitivity.Pneumonia"])
    #expect(signed.programVersion == "0.1.0")
    #expect(signed.engine == "OpenVINO")
    // coreutils' word for it.
    let shell = Foundation.Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [
      "-c",
      "cd '\(LabelledSamples.tiny.path)' && sha256sum *.onnx *.npy bundle.yaml MODEL_CARD.md"
        + " | LC_ALL=C sort -k 2 | sha256sum",
    ]
    let pipe = Pipe()
    shell.standardOutput = pipe
    try shell.run()
    let seal = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(seal.prefix(64) == signed.bundleSeal)
    #expect(signed.fileHashes.count == 9)
    let entries = try store.auditEntries()
    #expect(entries.map(\.event) == [.modelAccepted])
    #expect(entries[0].details.contains("Dr. Test, radiology"))
    #expect(entries[0].details.contains(signed.labelsHash))
    #expect(try program(["audit", "verify"]).code == 0)
    // Nothing of the labelled films is kept.
    #expect(try store.rows().isEmpty)
  }

  @Test func `refuses one that misses a minimum, and audits that`() throws {
    let answer = try accept(["--yes", "--minimum", "accuracy=0.8"], label: "Normal")
    #expect(answer.code == 1)
    #expect(answer.output.contains("NOT MET"))
    #expect(answer.complaints.contains("accuracy is below the minimum"))
    #expect(try store.acceptances().isEmpty)
    #expect(try store.auditEntries().map(\.event) == [.modelRefused])
    #expect(try program(["audit", "verify"]).code == 0)
  }

  @Test(arguments: [
    (["--yes", "--minimum", "balanced_acuracy=0.8"], Int32(65), "known are"),
    (["--yes", "--minimum", "accuracy"], 64, "--minimum"),
    (["--yes", "--minimum", "accuracy=nan"], 64, "--minimum"),
    (["--yes", "--signed-by", "  "], 64, "--signed-by"),
    ([], 64, "--yes"),
    (["--yes", "--label-column", "truth"], 65, "truth"),
  ])
  func `asked for wrongly is refused before it is signed`(
    more: [String],
    code: Int32,
    hint: String
  ) throws {
    let answer = try accept(more)
    #expect(answer.code == code, "\(answer.complaints)")
    #expect(answer.complaints.contains(hint), "\(answer.complaints)")
    if FileManager.default.fileExists(atPath: program.store.path) {
      #expect(try store.acceptances().isEmpty)
    }
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")),
    arguments: [("yes", Int32(0)), ("y", 1), ("", 1)]
  )
  func `asks at a terminal, and only yes means yes`(reply: String, code: Int32) throws {
    let labels = try LabelledSamples.labels().path
    let call =
      [Program.url.path, "model", "accept", LabelledSamples.tiny.path] + LabelledSamples.paths
      + ["--labels", labels, "--signed-by", "X", "--store", program.store.path]
    let terminal = Foundation.Process()
    terminal.executableURL = URL(filePath: "/usr/bin/script")
    terminal.arguments = [
      "-qec", call.map { "'\($0)'" }.joined(separator: " "),
      TemporaryFolder.current.appending(path: "typescript").path,
    ]
    let input = Pipe()
    terminal.standardInput = input
    terminal.standardOutput = FileHandle.nullDevice
    try terminal.run()
    try input.fileHandleForWriting.write(contentsOf: Data("\(reply)\n".utf8))
    terminal.waitUntilExit()
    #expect(terminal.terminationStatus == code)
    #expect(try store.acceptances().count == (code == 0 ? 1 : 0))
    #expect(try store.auditEntries().last?.event == (code == 0 ? .modelAccepted : .modelRefused))
  }
}
