import Foundation
import TestSupport
import Testing

@Suite("The time of a run's stages", .temporaryFolder)
struct ProfileTests {
  @Test func `is said for each stage that files came through, beside the data`() throws {
    let names = ["study-one-lateral.dcm", "child.dcm"]
    let program = Program(store: TemporaryFolder.current.appending(path: "store"))
    let answer = try program(
      ["process", "--profile", "--format", "csv"]
        + names.map { Fixtures.sampleDicom.appending(path: $0).path },
      withModel: true
    )
    #expect(!answer.output.contains("median ms"))
    let lines = answer.complaints.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    let counts = Dictionary(
      lines.filter { $0.count == 6 && Int($0[1]) != nil }.map { ($0[0], $0[1]) },
      uniquingKeysWith: { first, _ in first }
    )
    // The lateral ends at its header, and is recorded and kept all the same.
    let both = ["claim", "identify", "record", "settle"]
    let one = ["decode", "normalize", "segment", "classify", "explain"]
    #expect(
      both.allSatisfy { counts[$0] == "2" } && one.allSatisfy { counts[$0] == "1" },
      "\(counts)"
    )
    #expect(counts.count == both.count + one.count)
  }
}
