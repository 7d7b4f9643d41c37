import Statistics
import TestSupport
import Testing

@Suite(
  "Curves beside scikit-learn",
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)),
  .temporaryFolder
)
struct CurvePeerTests {
  struct Answer: Decodable {
    struct ROC: Decodable {
      let `false`: [Double]
      let `true`: [Double]
      let thresholds: [Double]
      let area: Double
      let wins: Double
      let youden: Double
      let youdenThreshold: Double?
      let sensitivityAt: Double
      let specificityAt: Double
    }
    struct PrecisionRecall: Decodable {
      let precision: [Double]
      let recall: [Double]
      let thresholds: [Double]
      let average: Double
    }
    struct DeLong: Decodable {
      let standardErrors: [Double]
      let intervals: [[Double]?]
      let differenceInterval: [Double]
      let differenceVariance: Double
      let z: Double?
      let pValue: Double?
    }
    let roc: ROC?
    let precisionRecall: PrecisionRecall?
    let macroArea: Double?
    let delong: DeLong?
  }

  @Test func `have its points, areas and standard errors`() throws {
    let readings = RandomReading.all
    let answers = try Peer.answers("statistics_curves.py", to: readings, as: Answer.self)
    try #require(answers.count == readings.count)
    for (index, (reading, theirs)) in zip(readings, answers).enumerated() {
      let place: Comment = "reading \(index)"
      let ranking = Ranking(
        scores: reading.probabilities.map { $0[0] },
        isPositive: reading.truth.map { $0 == 0 }
      )
      try compare(ROCCurve(ranking), theirs.roc, at: reading.at, place)
      compare(PrecisionRecallCurve(ranking), theirs.precisionRecall, place)
      let classes = OneVersusRest(
        probabilities: reading.probabilities,
        truth: reading.truth,
        classes: reading.classes
      )
      if let area = theirs.macroArea { #expect(isClose(classes.macroAUROC(), area), place) }
      compare(reading, theirs.delong, place)
    }
  }

  private func compare(
    _ ours: ROCCurve?,
    _ theirs: Answer.ROC?,
    at demanded: Double,
    _ place: Comment
  ) throws {
    try #require((ours == nil) == (theirs == nil), place)
    guard let ours, let theirs else { return }
    #expect(ours.points.map(\.threshold) == theirs.thresholds, place)
    #expect(areClose(ours.points.map(\.falsePositiveRate), theirs.false), place)
    #expect(areClose(ours.points.map(\.truePositiveRate), theirs.true), place)
    #expect(isClose(ours.auroc, theirs.area), place)
    #expect(isClose(ours.auroc, theirs.wins), place)
    let best = ours.youdenPoint
    #expect(best?.threshold == theirs.youdenThreshold, place)
    if let best {
      #expect(isClose(best.truePositiveRate - best.falsePositiveRate, theirs.youden), place)
    }
    let sensitive = ours.mostSensitivePoint(atSpecificity: demanded)
    #expect(isClose(sensitive.truePositiveRate, theirs.sensitivityAt), place)
    #expect(try #require(sensitive.specificity.value) >= demanded, place)
    let specific = ours.mostSpecificPoint(atSensitivity: demanded)
    #expect(isClose(1 - specific.falsePositiveRate, theirs.specificityAt), place)
    #expect(specific.truePositiveRate >= demanded, place)
  }

  private func compare(
    _ ours: PrecisionRecallCurve?,
    _ theirs: Answer.PrecisionRecall?,
    _ place: Comment
  ) {
    #expect(isClose(ours?.averagePrecision, theirs?.average), place)
    guard let ours, let theirs else { return }
    #expect(ours.points.map(\.threshold) == theirs.thresholds, place)
    #expect(areClose(ours.points.compactMap(\.precision.value), theirs.precision), place)
    #expect(areClose(ours.points.compactMap(\.recall.value), theirs.recall), place)
  }

  private func compare(_ reading: RandomReading, _ theirs: Answer.DeLong?, _ place: Comment) {
    let scores = reading.probabilities.map { $0[0] }
    let isPositive = reading.truth.map { $0 == 0 }
    let curves = [scores, reading.rival].map { ROCCurve(scores: $0, isPositive: isPositive) }
    let ours = DeLongTest(first: scores, second: reading.rival, isPositive: isPositive)
    guard let theirs else {
      #expect(ours == nil, place)
      #expect(curves.allSatisfy { $0?.standardError == nil }, place)
      return
    }
    for (curve, error) in zip(curves, theirs.standardErrors) {
      #expect(isClose(curve?.standardError, error), place)
    }
    for case (let curve?, let interval) in zip(curves, theirs.intervals)
    where 0 < curve.auroc && curve.auroc < 1 {
      #expect(isClose(curve.interval, interval), place)
    }
    guard let z = theirs.z, let pValue = theirs.pValue else { return }
    #expect(isClose(ours?.z, z, within: 1e-9 * max(1, abs(z))), place)
    #expect(isClose(ours?.pValue, pValue), place)
    #expect(isClose(ours?.interval, theirs.differenceInterval), place)
    #expect(isClose(ours?.standardError, theirs.differenceVariance.squareRoot()), place)
  }
}
