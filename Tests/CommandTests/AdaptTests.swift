import ContentHash
import Foundation
import TestSupport
import Testing

@testable import pacs_watch

@Suite("The command adapt", .temporaryFolder)
struct AdaptTests {
  private var program: Program { Program(store: TemporaryFolder.current.appending(path: "store")) }
  private var bundle: URL { TemporaryFolder.current.appending(path: "ours") }
  private let tiny = Fixtures.project.appending(path: "Tests/Models/tiny")

  /// Reads the synthetic films into the store and labels the first of them, in turn.
  private func labelled(_ count: Int = 18, as labels: [String] = classes) throws -> (
    file: String, films: [String]
  ) {
    try program(["process", Fixtures.sampleDicom.path], withModel: true)
    let rows = try program.rows().filter {
      ["classified", "abstained"].contains($0["status"])
        && $0["flags"]?.contains("conflict") == false
    }
    try #require(rows.count >= count)
    var text = "sop_instance_uid,label,group\n"
    for (number, row) in rows.prefix(count).enumerated() {
      let uid = try #require(row["sop_instance_uid"])
      text += "\(uid),\(labels[number % labels.count]),patient \(number)\n"
    }
    let file = TemporaryFolder.current.appending(path: "labels.csv")
    try Data(text.utf8).write(to: file)
    return (file.path, rows.prefix(count).compactMap { $0["source_file"] })
  }

  static let classes = ["COVID-19", "Normal", "Pneumonia"]

  private func adapt(_ labels: String, _ more: [String] = []) throws -> Program.Answer {
    try program(["adapt", "--labels", labels, "--output", bundle.path] + more, withModel: true)
  }

  @Test func `writes a bundle that passes every check and reads films`() throws {
    let labels = try labelled()
    let answer = try adapt(labels.file, ["--force", "--format", "json"])
    #expect(answer.code == 0, "\(answer.complaints)")
    #expect(answer.output.contains("\"films\" : 18"))
    let check = try program(["model", "check", bundle.path], storeless: true)
    #expect(check.code == 0, "\(check.complaints)")
    let manifest = try String(
      contentsOf: bundle.appending(path: "bundle.yaml"),
      encoding: .utf8
    )
    #expect(manifest.contains("1.0.0+local.1"))
    #expect(!manifest.contains("logits:"))
    for network in ["lungs.onnx", "first.onnx", "second.onnx"] {
      let old = try Data(contentsOf: tiny.appending(path: network))
      #expect(try Data(contentsOf: bundle.appending(path: network)) == old)
    }
    let read = try program(["process", labels.films[0], "--model", bundle.path])
    #expect(read.code == 0, "\(read.complaints)")
    let again = try program(["reprocess", "--all", "--model", bundle.path])
    #expect(!again.output.isEmpty)
    #expect(try program.rows().contains { $0["model_version"] == "1.0.0+local.1" })
  }

  @Test func `states counts on the card, and nothing of a patient`() throws {
    let labels = try labelled()
    #expect(try adapt(labels.file, ["--force", "--bundle-version", "2.0.0+ward.7"]).code == 0)
    let card = try String(contentsOf: bundle.appending(path: "MODEL_CARD.md"), encoding: .utf8)
    let base = try String(contentsOf: tiny.appending(path: "MODEL_CARD.md"), encoding: .utf8)
    #expect(card.hasPrefix("# tiny 2.0.0+ward.7\n"))
    #expect(card.hasSuffix(base))
    #expect(card.contains("| all | 18 | 18 |"))
    #expect(card.contains("not a medical device"))
    for row in try program.rows() {
      for column in ["patient_id", "patient_name", "accession_number", "sop_instance_uid"] {
        let value = try #require(row[column])
        #expect(value.count < 4 || !card.contains(value))
      }
    }
    #expect(!card.contains("patient 1"))
  }

  @Test func `fits the same head from the store and from the files`() throws {
    let labels = try labelled()
    #expect(try adapt(labels.file, ["--force"]).code == 0)
    let other = TemporaryFolder.current.appending(path: "other")
    let answer = try program(
      ["adapt", "--labels", labels.file, "--output", other.path, "--force"] + labels.films,
      withModel: true
    )
    #expect(answer.code == 0, "\(answer.complaints)")
    for file in ["first_weights.npy", "second_bias.npy"] {
      let ours = try Data(contentsOf: bundle.appending(path: file))
      #expect(try Data(contentsOf: other.appending(path: file)) == ours)
      #expect(try Data(contentsOf: tiny.appending(path: file)) != ours)
    }
  }

  @Test func `refuses what is not better, and writes nothing`() throws {
    // Labels in turn say nothing about films, so staying is best.
    let answer = try adapt(try labelled().file)
    #expect(answer.code == 1, "\(answer.output)")
    #expect(answer.complaints.contains("not better"))
    #expect(!FileManager.default.fileExists(atPath: bundle.path))
  }

  @Test func `refuses a class of too few patients, and a folder that is taken`() throws {
    let few = try adapt(try labelled(18, as: ["Normal", "Pneumonia"]).file)
    #expect(few.code == 65)
    #expect(few.complaints.contains("COVID-19 has 0 labelled films"))
    try FileManager.default.createDirectory(at: bundle, withIntermediateDirectories: false)
    let taken = try adapt(TemporaryFolder.current.appending(path: "labels.csv").path)
    #expect(taken.code == 74)
    #expect(taken.complaints.contains("is there already"))
  }

  @Test(arguments: [
    ("1.0.0", "1.0.0+local.1"), ("1.0.0+local.1", "1.0.0+local.2"),
    ("1.0.0+local.9", "1.0.0+local.10"), ("2.1+ct", "2.1+ct.local.1"),
  ])
  func `names the next version`(old: String, new: String) {
    #expect(AdaptRun.nextVersion(after: old) == new)
  }
}
