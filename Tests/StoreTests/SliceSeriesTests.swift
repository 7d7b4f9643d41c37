import Foundation
import TestSupport
import Testing

@testable import Store

@Suite("The row of a CT study", .temporaryFolder)
struct SliceSeriesTests {
  /// A slice with a probability of COVID-19, of which 0.4 to 0.6 is no answer.
  private func slice(_ number: Int, _ probability: Double, model: String = "ct") -> Outcome {
    var outcome = Outcome.classified(
      "\(number)",
      uid: "1.2.\(number)",
      view: "axial",
      probability: probability
    )
    outcome.identity?.modality = "CT"
    outcome.finding = probability >= 0.5 ? "COVID-19" : "Normal"
    outcome.probability = max(probability, 1 - probability)
    outcome.model = model
    outcome.imageFile = "images/\(number).png"
    outcome.imageSHA256 = String(repeating: "0", count: 64)
    if (0.4...0.6).contains(probability) {
      outcome.status = .abstained
      outcome.reason = "low-probability"
    }
    return outcome
  }

  private func rows(
    _ slices: [Outcome],
    _ query: ResultQuery = ResultQuery()
  ) throws -> [ResultRow] {
    let store = try StudyStore.sample()
    for (index, slice) in slices.enumerated() { try store.add("\(index + 1)", slice) }
    return try store.rows(query)
  }

  @Test func `is the mean of all slices, shown by the one that says so most`() throws {
    let row = try #require(try rows([slice(1, 0.7), slice(2, 0.55), slice(3, 0.95)]).first)
    #expect(abs((row.probability ?? 0) - 2.2 / 3) < 1e-12)
    #expect(row.finding == "COVID-19" && row.status == .classified)
    #expect(row.imageFile == "images/3.png")
    #expect(row.flags == ["mean-of-slices-3"])
    #expect(abs(row.probabilities.map(\.probability).reduce(0, +) - 1) < 1e-12)
  }

  @Test func `gives no answer where no slice that answers agrees with the mean`() throws {
    let slices = [slice(1, 0.35), slice(2, 0.6), slice(3, 0.58)]
    let row = try #require(try rows(slices).first)
    #expect(row.finding == "COVID-19")
    #expect(row.status == .abstained && row.reason == "low-probability")
    let answers = ResultQuery(statuses: [.classified])
    #expect(
      try StudyStore.open(at: TemporaryFolder.current.appending(path: "state")).rows(answers)
        .isEmpty
    )
  }

  @Test func `leaves out slices that another model read`() throws {
    let row = try #require(
      try rows([slice(1, 0.9), slice(2, 0.8), slice(3, 0.1, model: "other")]).first
    )
    #expect(abs((row.probability ?? 0) - 0.85) < 1e-12)
  }

  @Test func `is the slice itself where there is one, or where versions are wanted`() throws {
    let one = try #require(try rows([slice(1, 0.9)]).first)
    #expect(one.flags.isEmpty && one.probability == 0.9)
    let all = try StudyStore.open(at: TemporaryFolder.current.appending(path: "state"))
    try all.add("2", slice(2, 0.8))
    #expect(try all.rows(ResultQuery(includesAllVersions: true)).count == 2)
    #expect(try all.rows(ResultQuery(grouping: .instance)).allSatisfy { $0.flags.isEmpty })
  }
}
