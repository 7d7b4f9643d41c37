import Statistics
import Testing

@Suite("A confusion matrix")
struct ConfusionMatrixTests {
  // Sim & Wright (2005) and others work Cohen's kappa on 50 proposals read by two people.
  @Test func `has the kappa of the textbook example`() throws {
    let matrix = ConfusionMatrix(labels: ["yes", "no"], counts: [[20, 5], [10, 15]])
    #expect(try abs(#require(matrix.cohenKappa) - 0.4) < 1e-12)
    #expect(matrix.accuracy == Proportion(35, of: 50))
  }

  // The user guide of scikit-learn 1.9: y_true [+1, +1, +1, -1], y_pred [+1, -1, +1, +1].
  @Test func `has the Matthews correlation of scikit-learn's example`() throws {
    let matrix = ConfusionMatrix(
      labels: ["+", "-"],
      truth: [0, 0, 0, 1],
      predicted: [0, 1, 0, 0]
    )
    #expect(try abs(#require(matrix.matthewsCorrelation) + 1 / 3) < 1e-12)
  }

  @Test func `leaves out what a class without films cannot have`() throws {
    let matrix = ConfusionMatrix(
      labels: ["COVID-19", "Normal", "Pneumonia"],
      truth: [1, 1, 2],
      predicted: [1, 2, 2]
    )
    let absent = matrix.classes[0]
    #expect(absent.sensitivity.value == nil)
    #expect(absent.positivePredictiveValue.value == nil)
    #expect(absent.f1 == nil)
    #expect(absent.specificity == Proportion(3, of: 3))
    #expect(matrix.balancedAccuracy == 0.75)
    #expect(try abs(#require(matrix.macroF1) - 2 / 3) < 1e-12)
  }

  @Test func `of nothing has no figures`() {
    let matrix = ConfusionMatrix(labels: ["a", "b"], truth: [], predicted: [])
    #expect(matrix.accuracy.value == nil)
    #expect(matrix.balancedAccuracy == nil)
    #expect(matrix.macroF1 == nil)
    #expect(matrix.cohenKappa == nil)
    #expect(matrix.matthewsCorrelation == nil)
    #expect(matrix.classes.allSatisfy { $0.prevalence.value == nil })
  }

  @Test func `does not correlate where everything is called the same`() {
    let matrix = ConfusionMatrix(labels: ["a", "b"], truth: [0, 1, 0], predicted: [0, 0, 0])
    #expect(matrix.matthewsCorrelation == nil)
    #expect(matrix.cohenKappa == 0)
    let alike = ConfusionMatrix(labels: ["a", "b"], truth: [0, 0], predicted: [0, 0])
    #expect(alike.cohenKappa == nil)
  }

  @Test(arguments: 0..<20)
  func `counts a film as often as it weighs`(seed: Int) {
    let reading = RandomReading(films: 30, seed: UInt64(seed))
    var random = SplitMix64(seed: UInt64(seed))
    let films = (0..<50).map { _ in random.index(below: 30) }
    let labels = (0..<reading.classes).map(String.init)
    let repeated = ConfusionMatrix(
      labels: labels,
      truth: films.map { reading.truth[$0] },
      predicted: films.map { reading.predicted[$0] }
    )
    let weighted = ConfusionMatrix(
      labels: labels,
      truth: reading.truth,
      predicted: reading.predicted,
      weights: (0..<30).map { film in films.count { $0 == film } }
    )
    #expect(repeated == weighted)
  }
}
