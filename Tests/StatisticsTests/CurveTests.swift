import Statistics
import Testing

@Suite("Curves")
struct CurveTests {
  static let scores = [0.1, 0.4, 0.35, 0.8]
  static let isPositive = [false, false, true, true]

  // The examples in the docstrings of scikit-learn 1.9's roc_curve and average_precision_score.
  @Test func `are those of scikit-learn's example`() throws {
    let roc = try #require(ROCCurve(scores: Self.scores, isPositive: Self.isPositive))
    #expect(roc.points.map(\.falsePositiveRate) == [0, 0, 0.5, 0.5, 1])
    #expect(roc.points.map(\.truePositiveRate) == [0, 0.5, 0.5, 1, 1])
    #expect(roc.points.map(\.threshold) == [.infinity, 0.8, 0.4, 0.35, 0.1])
    #expect(roc.auroc == 0.75)
    let curve = try #require(
      PrecisionRecallCurve(scores: Self.scores, isPositive: Self.isPositive)
    )
    #expect(abs(curve.averagePrecision - 0.83) < 0.005)
    #expect(curve.points.map(\.precision.value) == [1, 0.5, 2 / 3, 0.5])
  }

  @Test(arguments: [[true, true], [false, false], []])
  func `need positive and negative films`(isPositive: [Bool]) {
    let scores = Array(repeating: 0.5, count: isPositive.count)
    #expect(ROCCurve(scores: scores, isPositive: isPositive) == nil)
    let hasPositives = isPositive.contains(true)
    let curve = PrecisionRecallCurve(scores: scores, isPositive: isPositive)
    #expect(curve?.averagePrecision == (hasPositives ? 1 : nil))
    #expect(DeLongTest(first: scores, second: scores, isPositive: isPositive) == nil)
  }

  @Test func `without a fault keep a wide interval when few films made them`() throws {
    let isPositive = [true, true, true, false, false, false, false]
    let perfect = try #require(
      ROCCurve(scores: isPositive.map { $0 ? 1 : 0 }, isPositive: isPositive)
    )
    #expect(perfect.auroc == 1)
    #expect(perfect.standardError == 0)
    #expect(perfect.interval == Proportion(3, of: 3).interval)
    let reversed = try #require(
      ROCCurve(scores: isPositive.map { $0 ? 0 : 1 }, isPositive: isPositive)
    )
    #expect(reversed.interval == Proportion(0, of: 3).interval)
    #expect(reversed.youdenPoint == nil)
  }

  @Test func `that rank nothing have no interval`() throws {
    let flat = try #require(
      ROCCurve(scores: [1, 1, 1, 1], isPositive: [true, true, false, false])
    )
    #expect(flat.auroc == 0.5)
    #expect(flat.interval == nil)
    let single = try #require(ROCCurve(scores: [1, 2, 0], isPositive: [true, false, false]))
    #expect(single.standardError == nil)
    #expect(single.interval == nil)
  }

  @Test(arguments: 0..<30)
  func `give a resample the areas of its repeated films`(seed: Int) {
    let reading = RandomReading(films: 25, seed: UInt64(seed))
    let scores = reading.probabilities.map { $0[0] }
    let isPositive = reading.truth.map { $0 == 0 }
    let ranking = Ranking(scores: scores, isPositive: isPositive)
    var random = SplitMix64(seed: UInt64(seed))
    let films = (0..<40).map { _ in random.index(below: 25) }
    let counts = (0..<25).map { film in films.count { $0 == film } }
    let repeated = Ranking(
      scores: films.map { scores[$0] },
      isPositive: films.map { isPositive[$0] }
    )
    #expect(isClose(ranking.auroc(counts: counts), repeated.auroc()))
    #expect(isClose(ranking.averagePrecision(counts: counts), repeated.averagePrecision()))
  }

  @Test func `average over the classes that have films`() {
    let classes = OneVersusRest(
      probabilities: [[0.2, 0.8, 0], [0.1, 0.3, 0.6], [0.5, 0.4, 0.1]],
      truth: [1, 2, 1],
      classes: 3
    )
    #expect(classes.rankings[0].auroc() == nil)
    #expect(classes.macroAUROC() == 1)
    #expect(classes.macroAveragePrecision() == 1)
  }
}
