import Statistics
import TestSupport
import Testing

@Suite(
  "A confusion matrix beside scikit-learn and statsmodels",
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)),
  .temporaryFolder
)
struct ConfusionMatrixPeerTests {
  struct Answer: Decodable {
    struct OfClass: Decodable {
      let sensitivity: Double?
      let specificity: Double?
      let positivePredictiveValue: Double?
      let negativePredictiveValue: Double?
      let f1: Double?
      let accuracy: Double
      let prevalence: Double
      let support: Int
      let intervals: [[Double]?]
    }
    let counts: [[Int]]
    let classes: [OfClass]
    let accuracy: Double
    let balancedAccuracy: Double?
    let macroF1: Double?
    let macroPrecision: Double?
    let cohenKappa: Double?
    let matthewsCorrelation: Double?
  }

  @Test func `has its figures`() throws {
    let readings = RandomReading.all
    let answers = try Peer.answers("statistics_confusion.py", to: readings, as: Answer.self)
    try #require(answers.count == readings.count)
    for (index, (reading, theirs)) in zip(readings, answers).enumerated() {
      let ours = ConfusionMatrix(
        labels: (0..<reading.classes).map(String.init),
        truth: reading.truth,
        predicted: reading.predicted
      )
      #expect(ours.counts == theirs.counts, "reading \(index)")
      #expect(isClose(ours.accuracy.value, theirs.accuracy), "reading \(index)")
      #expect(isClose(ours.balancedAccuracy, theirs.balancedAccuracy), "reading \(index)")
      #expect(isClose(ours.macroF1, theirs.macroF1), "reading \(index)")
      #expect(isClose(ours.cohenKappa, theirs.cohenKappa), "reading \(index)")
      #expect(isClose(ours.matthewsCorrelation, theirs.matthewsCorrelation), "reading \(index)")
      let macroPrecision = ours.macroAverage { $0.positivePredictiveValue.value }
      #expect(isClose(macroPrecision, theirs.macroPrecision), "reading \(index)")
      for (ours, theirs) in zip(ours.classes, theirs.classes) {
        compare(ours, theirs, "reading \(index)")
      }
    }
  }

  private func compare(_ ours: ClassFigures, _ theirs: Answer.OfClass, _ place: Comment) {
    let shares = [
      ours.sensitivity, ours.specificity, ours.positivePredictiveValue,
      ours.negativePredictiveValue,
    ]
    let values = [
      theirs.sensitivity, theirs.specificity, theirs.positivePredictiveValue,
      theirs.negativePredictiveValue,
    ]
    for (share, value) in zip(shares, values) { #expect(isClose(share.value, value), place) }
    for (share, interval) in zip(shares, theirs.intervals) {
      #expect(isClose(share.interval, interval), place)
    }
    #expect(isClose(ours.f1, theirs.f1), place)
    #expect(isClose(ours.accuracy.value, theirs.accuracy), place)
    #expect(isClose(ours.prevalence.value, theirs.prevalence), place)
    #expect(ours.support == theirs.support, place)
  }
}
