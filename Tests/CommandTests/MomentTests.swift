import Foundation
import TestSupport
import Testing

@testable import pacs_watch

@Suite("A date of --since and --until")
struct MomentTests {
  @Test(arguments: [
    ("2026-01-31", 1_769_817_600), ("2026-01-31T00:00:00Z", 1_769_817_600),
    ("2026-01-31T18:30:01Z", 1_769_884_201), ("2026-01-31T19:30:01+01:00", 1_769_884_201),
    ("2026-01-31T12:00:01-06:30", 1_769_884_201), ("2026-01-31T18:30:01.250Z", 1_769_884_201.25),
    ("2024-02-29", 1_709_164_800),
  ])
  func `is a day or a moment`(text: String, seconds: Double) throws {
    #expect(try #require(Moment(argument: text)).date.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: [
    "", "yesterday", "2026-01-31 ", "2026-01-31junk", "2026-01-31T18:30", "2026-01-31T18:30:00",
    "2026-02-30",
    "2026-13-01", "2026-01-31T25:00:00Z", "2026-01-31T18:30:00Zulu", "2026-01-31T18:30:00+1:00",
    "2026-01-31T18:30:00+24:00", "20260131", "2026-01-31 18:30:00", "2026-01-31T18:30:00.Z",
  ])
  func `is taken whole or not at all`(text: String) {
    #expect(Moment(argument: text) == nil)
  }
}

@Suite("The lists of a time", .temporaryFolder)
struct ListedTimeTests {
  @Test func `begin and end at the moment that was asked for`() throws {
    let program = Program(store: TemporaryFolder.current.appending(path: "store"))
    let sample = Fixtures.sampleDicom.appending(path: "study-one-pa.dcm").path
    try program(["process", sample], withModel: true)
    let time = try #require(try program.rows().first?["processed_at"])
    func listed(_ options: String...) throws -> Int {
      let answer = try program(["list", "--format", "csv"] + options)
      #expect(answer.code == 0, "\(answer.complaints)")
      return answer.output.split(whereSeparator: \.isNewline).count - 1
    }
    let later = Date(
      timeIntervalSince1970: try #require(Moment(argument: time)).date.timeIntervalSince1970 + 1
    )
    let after = later.formatted(.iso8601)
    #expect(try listed("--since", time) == 1)
    #expect(try listed("--until", after) == 1)
    #expect(try listed("--since", after) == 0)
    #expect(try listed("--until", time) == 0)
  }
}
