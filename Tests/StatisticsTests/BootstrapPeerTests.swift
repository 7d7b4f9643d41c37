import Statistics
import TestSupport
import Testing

@Suite(
  "A bootstrap beside SciPy's",
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)),
  .temporaryFolder
)
struct BootstrapPeerTests {
  struct Case: Encodable {
    let scores: [Double]
    let isPositive: [Bool]
    let groups: [Int]
  }
  struct Answer: Decodable {
    let averagePrecision: [Double]
    let auroc: [Double]
  }

  // Two random procedures agree up to the noise of 2000 draws: a tenth of the interval's width.
  @Test func `has its intervals`() throws {
    let cases = (1...2).map { seed in
      let reading = RandomReading(films: 240, seed: UInt64(3 * seed + 1))
      return Case(
        scores: reading.rival,
        isPositive: reading.truth.map { $0 == 0 },
        groups: (0..<240).map { $0 * $0 % (40 * seed + 1) }
      )
    }
    let answers = try Peer.answers("statistics_bootstrap.py", to: cases, as: Answer.self)
    try #require(answers.count == cases.count)
    for (one, theirs) in zip(cases, answers) {
      let ranking = Ranking(scores: one.scores, isPositive: one.isPositive)
      let bootstrap = Bootstrap(seed: 2, resamples: 2000)
      let precision = bootstrap.interval(groups: one.groups) {
        ranking.averagePrecision(counts: $0.counts)
      }
      expectSame(try #require(precision), theirs.averagePrecision)
      let area = bootstrap.interval(groups: one.groups) { ranking.auroc(counts: $0.counts) }
      expectSame(try #require(area), theirs.auroc)
    }
  }

  private func expectSame(_ ours: ClosedRange<Double>, _ theirs: [Double]) {
    let noise = (theirs[1] - theirs[0]) / 10
    #expect(abs(ours.lowerBound - theirs[0]) < noise)
    #expect(abs(ours.upperBound - theirs[1]) < noise)
  }
}
