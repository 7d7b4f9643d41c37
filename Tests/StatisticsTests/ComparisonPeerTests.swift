import Testing
import TestSupport

@testable import Statistics

@Suite(
  "Tests and tails beside statsmodels and SciPy",
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)),
  .temporaryFolder
)
struct ComparisonPeerTests {
  struct Case: Encodable {
    let first: Int
    let second: Int
    let masks: [[Bool]]
    let z: Double
    let values: [Double]

    init(seed: UInt64) {
      var random = SplitMix64(seed: seed)
      let scale = [1, 3, 10, 60, 400, 5000][Int(seed % 6)]
      first = random.index(below: scale + 1)
      second = seed % 4 == 0 ? first : random.index(below: scale + 1)
      let pixels = 1 + random.index(below: 12)
      masks = (0..<2).map { _ in
        (0..<pixels).map { _ in seed % 5 != 0 && random.index(below: 2) == 0 }
      }
      z = Double(random.index(below: 40_001)) / 1000 - 20
      values = (0...random.index(below: 200)).map { _ in Double(random.index(below: 50)) / 7 }
    }
  }

  struct Answer: Decodable {
    let exact: Double
    let chiSquare: Double?
    let chiSquarePValue: Double?
    let lowerTail: Double
    let upperTail: Double
    let twoSidedTail: Double
    let chiSquareUpperTail: Double
    let quantiles: [Double]
    let dice: Double?
    let intersectionOverUnion: Double?
  }

  @Test func `have their values`() throws {
    let cases = (0..<240).map { Case(seed: $0) }
    let answers = try Peer.answers("statistics_tests.py", to: cases, as: Answer.self)
    try #require(answers.count == cases.count)
    for (one, theirs) in zip(cases, answers) {
      let place: Comment = "\(one.first) and \(one.second), z \(one.z)"
      let test = McNemar(onlyFirst: one.first, onlySecond: one.second)
      #expect(isCloseRelatively(test.exactPValue, theirs.exact), place)
      let tail = FairBinomial.lowerTail(one.first, of: one.first + one.second)
      #expect(isClose(tail, theirs.lowerTail), place)
      if one.first != one.second {
        #expect(isClose(test.chiSquare, theirs.chiSquare), place)
        let ours = try #require(test.chiSquarePValue)
        #expect(isCloseRelatively(ours, try #require(theirs.chiSquarePValue)), place)
      }
      #expect(isCloseRelatively(NormalDistribution.upperTail(one.z), theirs.upperTail), place)
      let twoSided = NormalDistribution.twoSidedTail(one.z)
      #expect(isCloseRelatively(twoSided, theirs.twoSidedTail), place)
      let chiSquare = NormalDistribution.chiSquareUpperTail(one.z * one.z)
      #expect(isCloseRelatively(chiSquare, theirs.chiSquareUpperTail), place)
      let sorted = one.values.sorted()
      let quantiles = [0.025, 0.5, 0.975].map { Bootstrap.quantile($0, ofSorted: sorted) }
      #expect(areClose(quantiles, theirs.quantiles), place)
      let overlap = Overlap(
        intersection: zip(one.masks[0], one.masks[1]).count { $0 && $1 },
        first: one.masks[0].count { $0 },
        second: one.masks[1].count { $0 }
      )
      #expect(isClose(overlap.dice, theirs.dice), place)
      #expect(isClose(overlap.intersectionOverUnion, theirs.intersectionOverUnion), place)
    }
  }
}
