import Foundation
import Statistics
import Testing

@testable import Evaluation

@Suite("A report")
struct EvaluationReportTests {
  private static let labels = ["A", "B", "C"]
  private static let bootstrap = Bootstrap(seed: 7, resamples: 200)

  /// Films whose truth follows from their number, called rightly three times of four.
  private func films(_ count: Int, groupsOf size: Int = 1, isPerfect: Bool = false) -> [Prediction]
  {
    (0..<count).map { number in
      let truth = number % 3
      let called = isPerfect || number % 4 != 0 ? truth : (truth + 1) % 3
      let sure = 0.5 + Double(number % 5) / 20
      return Prediction(
        film: "film-\(number)",
        truth: Self.labels[truth],
        probabilities: (0..<3).map { $0 == called ? sure : (1 - sure) / 2 },
        isAbstained: number % 10 == 9,
        group: "group-\(number / size)",
        properties: ["source": number < count / 2 ? "east" : "west"]
      )
    }
  }

  private func report(_ films: [Prediction]) -> EvaluationReport {
    EvaluationReport(
      films,
      model: "m 1",
      labels: Self.labels,
      splits: ["source"],
      bootstrap: Self.bootstrap
    )
  }

  @Test func `counts abstentions in all films and not among the answered`() throws {
    let report = report(films(60))
    let answered = try #require(report.answered)
    let all = try #require(report.all)
    #expect(answered.films == 54)
    #expect(all.films == 60)
    #expect(report.coverage.answered.value == 0.9)
    #expect(report.coverage.byStatus["abstained"] == 6)
    #expect(all.confusion.joined().reduce(0, +) == 60)
    #expect(report.coverageByClass.map(\.coverage.labelled) == [20, 20, 20])
  }

  @Test func `splits films into parts that add up`() throws {
    let report = report(films(60))
    #expect(report.slices.map(\.value) == ["east", "west"])
    let sum = report.slices.compactMap(\.all?.confusion).reduce([0, 0, 0]) { sum, matrix in
      zip(sum, matrix).map { $0 + $1.reduce(0, +) }
    }
    #expect(sum == report.all?.confusion.map { $0.reduce(0, +) })
    #expect(report.slices.map(\.coverage.labelled).reduce(0, +) == 60)
  }

  @Test func `has formulas where each film is a group, and resamples of groups elsewhere`() throws {
    let single = try #require(report(films(60)).all)
    #expect(single.accuracy.method == .wilson)
    #expect(single.classes[0].auroc.method == .delongLogit)
    #expect(single.classes[0].f1.method == .bootstrap)
    let grouped = try #require(report(films(60, groupsOf: 3)).all)
    #expect(grouped.groups == 20)
    #expect(grouped.accuracy.method == .bootstrap)
    #expect(grouped.classes[0].auroc.method == .bootstrap)
    #expect(grouped.accuracy.value == single.accuracy.value)
  }

  @Test func `never claims certainty from a few patients without an error`() throws {
    let perfect = try #require(report(films(60, groupsOf: 3, isPerfect: true)).all)
    #expect(perfect.accuracy.value == 1)
    #expect(perfect.accuracy.method == .wilsonOfGroups)
    // Wilson's lower end of 20 out of 20: 20 / (20 + 1.959964²).
    #expect(abs((perfect.accuracy.low ?? 0) - 0.838875) < 1e-6)
    #expect(perfect.classes[0].auroc.method == .wilsonOfGroups)
    #expect(perfect.macroF1.value == 1)
    #expect(perfect.macroF1.low == nil, "resamples that all agree are no interval")
  }

  @Test func `of one group has figures and no intervals`() throws {
    let set = try #require(report(films(30, groupsOf: 30)).all)
    #expect(set.accuracy.value != nil)
    #expect(set.accuracy.low == nil)
    #expect(set.classes[0].auroc.low == nil)
  }

  @Test func `of classes without films has no figure instead of a wrong one`() throws {
    let onlyA = films(30).filter { $0.truth == "A" }
    let set = try #require(report(onlyA).all)
    #expect(set.classes[1].sensitivity.value == nil)
    #expect(set.classes[1].auroc.value == nil)
    #expect(set.classes[1].averagePrecision.value == nil)
    #expect(set.classes[0].specificity.value == nil)
  }

  @Test func `is the same again, and survives JSON`() throws {
    let first = report(films(40, groupsOf: 2))
    #expect(first == report(films(40, groupsOf: 2)))
    let data = try JSONEncoder().encode(first)
    #expect(try JSONDecoder().decode(EvaluationReport.self, from: data) == first)
  }

  @Test func `compares only films that both bundles have probabilities for`() {
    let first = films(60)
    let second = films(60, isPerfect: true).dropFirst(12)
    let comparison = ModelComparison(
      first,
      Array(second),
      labels: Self.labels,
      names: ("one", "two")
    )
    #expect(comparison.films == 48)
    #expect(comparison.onlyFirstRight == 0)
    #expect(comparison.onlySecondRight == 12)
    // Twelve of twelve disagreements on one side: 2 / 2^12.
    #expect(abs(comparison.mcnemarExactPValue - 2 / 4096) < 1e-15)
    #expect(comparison.classes.allSatisfy { $0.secondAuroc == 1 })
  }
}
