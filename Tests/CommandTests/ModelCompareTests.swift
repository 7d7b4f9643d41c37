import Foundation
import Store
import TestSupport
import Testing

@Suite("Comparing with a shadow", .temporaryFolder, .timeLimit(.minutes(15)))
struct ModelCompareTests {
  private var program: Program { Program(store: TemporaryFolder.current.appending(path: "store")) }

  private func shadowed() throws -> Program {
    let answer = try program(
      ["process"] + LabelledSamples.paths + ["--shadow", try LabelledSamples.warmer().path],
      withModel: true
    )
    try #require(answer.code == 0, "\(answer.complaints)")
    return program
  }

  @Test func `says how often both say the same, and by how much they differ`() throws {
    let program = try shadowed()
    let answer = try program(["model", "compare"])
    #expect(answer.code == 0, "\(answer.complaints)")
    for hint in ["serving: tiny 1.0.0", "shadow:  tiny 9.0.0", "Cohen's kappa", "6 classified"] {
      #expect(answer.output.contains(hint), "\(answer.output)")
    }
    let rows = CSVTable(try program(["model", "compare", "--format", "csv"]).output).rows
    #expect(rows.count == 6)
    // The distance from what the store itself holds.
    var pairs: [String: ShadowPair] = [:]
    try StudyStore.openReadOnly(at: program.store).forEachShadowPair { pair in
      pairs[pair.sopInstanceUID ?? ""] = pair
    }
    for row in rows {
      let pair = try #require(pairs[row["sop_instance_uid"] ?? ""])
      let gaps = zip(pair.servedProbabilities, pair.reading.probabilities).map {
        abs($0.probability - $1.probability)
      }
      #expect(row["distance"].flatMap(Double.init) == gaps.reduce(0, +) / 2)
      #expect(row["served_model"] == "tiny 1.0.0")
      #expect(row["shadow_model"] == "tiny 9.0.0")
    }
    let distances = rows.compactMap { $0["distance"].flatMap(Double.init) }
    #expect(distances == distances.sorted(by: >))
  }

  @Test func `with labels tests which is right more often`() throws {
    let program = try shadowed()
    let labels = try LabelledSamples.labels().path
    let answer = try program(["model", "compare", "--labels", labels, "--format", "json"])
    #expect(answer.code == 0, "\(answer.complaints)")
    let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8))
    let first = try #require((json as? [[String: Any]])?.first)
    let comparison = try #require(first["comparison"] as? [String: Any])
    #expect(comparison["films"] as? Int == 6)
    #expect(comparison["mcnemar_exact_p_value"] as? Double == 1)
    #expect((comparison["classes"] as? [Any])?.count == 3)
  }

  @Test func `never shows in exports, lists or results`() throws {
    let program = try shadowed()
    let export = try program(["export", "--all-versions", "--output", "-"]).output
    #expect(CSVTable(export).rows.count == 6)
    #expect(!export.contains("9.0.0"))
    #expect(!(try program(["list", "--format", "json"]).output.contains("9.0.0")))
  }

  @Test func `prints no patient data`() throws {
    let program = try shadowed()
    let rows = try program.rows()
    for format in ["table", "csv", "json"] {
      let output = try program(["model", "compare", "--format", format]).output
      for column in ["patient_name", "patient_id", "accession_number"] {
        for value in rows.compactMap({ $0[column] }) where !value.isEmpty {
          #expect(!output.contains(value))
        }
      }
    }
  }

  @Test func `without a single pair says how to get some`() throws {
    try program(["process", LabelledSamples.paths[0]], withModel: true)
    let answer = try program(["model", "compare"])
    #expect(answer.code == 65)
    #expect(answer.complaints.contains("shadow_model"))
  }

  @Test func `with a second bundle that is not there does not start`() throws {
    let answer = try program(
      ["process", LabelledSamples.paths[0], "--shadow", "nobody"],
      withModel: true
    )
    #expect(answer.code == 65)
    #expect(answer.complaints.contains("nobody"))
  }
}
