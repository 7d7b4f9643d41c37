import Statistics
import Testing

@Suite("Calibration")
struct CalibrationTests {
  // The examples in the docstrings of scikit-learn 1.9's brier_score_loss and log_loss.
  @Test func `has the scores of scikit-learn's examples`() throws {
    let rows = [[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.2, 0.2, 0.6]]
    let brier = try #require(ProbabilityScore.brier(probabilities: rows, truth: [0, 1, 2]))
    #expect(abs(brier - 0.146) < 0.001)
    let pairs = [[0.1, 0.9], [0.9, 0.1], [0.8, 0.2], [0.35, 0.65]]
    let loss = try #require(ProbabilityScore.logLoss(probabilities: pairs, truth: [1, 0, 0, 1]))
    #expect(abs(loss - 0.21616) < 5e-6)
    let one = ProbabilityScore.brier(
      scores: [0.1, 0.9, 0.8, 0.3],
      isPositive: [false, true, true, false]
    )
    #expect(isClose(one, 0.0375))
  }

  @Test func `of nothing has no figures`() {
    let nothing = CalibrationError(topLabelOf: [], truth: [])
    #expect(nothing.expected == nil)
    #expect(nothing.maximum == nil)
    #expect(nothing.bins.count == 15)
    #expect(nothing.bins.allSatisfy { $0.meanConfidence == nil && $0.gap == nil })
    #expect(ProbabilityScore.brier(probabilities: [], truth: []) == nil)
    #expect(ProbabilityScore.logLoss(probabilities: [], truth: []) == nil)
    #expect(CalibrationError.classwiseExpected(probabilities: [], truth: [], classes: 3) == nil)
  }

  @Test(arguments: [1, 2, 3, 7, 10, 15, 49])
  func `counts an edge to the bin below it, and 0 to the first`(bins: Int) {
    let edges = (0...bins).map { Double($0) / Double(bins) }
    for (index, edge) in edges.enumerated() {
      let one = CalibrationError(confidences: [edge], isTrue: [true], bins: bins)
      let place = one.bins.firstIndex { $0.films == 1 }
      #expect(place == max(0, index - 1))
      guard index < bins else { continue }
      let next = CalibrationError(confidences: [edge.nextUp], isTrue: [true], bins: bins)
      #expect(next.bins.firstIndex { $0.films == 1 } == index)
    }
  }

  @Test func `says whether it claims too much`() throws {
    let proud = CalibrationError(confidences: [0.95, 0.95], isTrue: [true, false], bins: 10)
    let gap = try #require(proud.bins[9].gap)
    #expect(abs(gap - 0.45) < 1e-12)
    #expect(isClose(proud.expected, 0.45))
  }

  @Test func `clips what was impossible and happened`() throws {
    let loss = try #require(ProbabilityScore.logLoss(probabilities: [[0, 1]], truth: [0]))
    #expect(abs(loss - 36.04365338911715) < 1e-12)  // -ln(2^-52)
  }
}
