import Statistics
import TestSupport
import Testing

@Suite(
  "Calibration beside scikit-learn",
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)),
  .temporaryFolder
)
struct CalibrationPeerTests {
  struct Answer: Decodable {
    struct Curve: Decodable {
      let observed: [Double]
      let claimed: [Double]
      let films: [Int]
      let expected: Double
      let maximum: Double
    }
    let top: Curve
    let classes: [Curve]
    let brier: Double
    let brierOfFirst: Double
    let logLoss: Double
  }

  @Test func `has its bins, errors and scores`() throws {
    let readings = RandomReading.all
    let answers = try Peer.answers("statistics_calibration.py", to: readings, as: Answer.self)
    try #require(answers.count == readings.count)
    for (index, (reading, theirs)) in zip(readings, answers).enumerated() {
      let place: Comment = "reading \(index)"
      let (rows, truth, bins) = (reading.probabilities, reading.truth, reading.bins)
      compare(CalibrationError(topLabelOf: rows, truth: truth, bins: bins), theirs.top, place)
      let classes = reading.classes
      let ours = CalibrationError.classwise(
        probabilities: rows,
        truth: truth,
        classes: classes,
        bins: bins
      )
      for (ours, theirs) in zip(ours, theirs.classes) { compare(ours, theirs, place) }
      let mean = CalibrationError.classwiseExpected(
        probabilities: rows,
        truth: truth,
        classes: classes,
        bins: bins
      )
      let theirMean = theirs.classes.reduce(0) { $0 + $1.expected } / Double(classes)
      #expect(isClose(mean, theirMean), place)
      #expect(
        isClose(ProbabilityScore.brier(probabilities: rows, truth: truth), theirs.brier),
        place
      )
      let first = ProbabilityScore.brier(
        scores: rows.map { $0[0] },
        isPositive: truth.map { $0 == 0 }
      )
      #expect(isClose(first, theirs.brierOfFirst), place)
      #expect(
        isClose(ProbabilityScore.logLoss(probabilities: rows, truth: truth), theirs.logLoss),
        place
      )
    }
  }

  private func compare(_ ours: CalibrationError, _ theirs: Answer.Curve, _ place: Comment) {
    let filled = ours.bins.filter { $0.films > 0 }
    #expect(filled.map(\.films) == theirs.films, place)
    #expect(areClose(filled.compactMap(\.observed.value), theirs.observed), place)
    #expect(areClose(filled.compactMap(\.meanConfidence), theirs.claimed), place)
    #expect(isClose(ours.expected, theirs.expected), place)
    #expect(isClose(ours.maximum, theirs.maximum), place)
  }
}
