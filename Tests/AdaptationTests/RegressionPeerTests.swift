import Adaptation
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite(
  "A fitted head agrees with scikit-learn and scipy",
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)),
  .temporaryFolder
)
struct RegressionPeerTests {
  struct Question: Encodable {
    let features: [[Double]]
    let classes: [Int]
    let c: Double
    let balanced: Bool
    let weights: [[Double]]
    let bias: [Double]
    let priorWeights: [[Double]]?
    let priorBias: [Double]?
  }

  struct Answer: Decodable {
    let found: Double, known: Double, lbfgs: Double
    let weights: Double, bias: Double, probabilities: Double
  }

  /// Fits, asks the peer, and holds both to the same minimum.
  static func compare(
    _ features: Matrix,
    _ classes: [Int],
    labels: Int,
    c: Double,
    weighing: ClassWeights,
    prior: LinearHead? = nil
  ) throws {
    let fit = HeadFit(inverseRegularization: c, classWeights: weighing, prior: prior)
    let head = try fit.head(features, classes: classes, labels: labels)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let file = TemporaryFolder.current.appending(path: "question.json")
    try encoder.encode(
      Question(
        features: Drawn.rows(features),
        classes: classes,
        c: c,
        balanced: weighing == .balanced,
        weights: Drawn.rows(head.weights),
        bias: head.bias,
        priorWeights: prior.map { Drawn.rows($0.weights) },
        priorBias: prior?.bias
      )
    ).write(to: file)
    let text = try Fixtures.peer("adapt_regression.py", [file.path])
    let answer = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
    #expect(abs(answer.found - answer.known) <= 1e-11 * answer.known)
    #expect(abs(answer.found - answer.lbfgs) <= 1e-9 * answer.known)
    #expect(answer.weights < 1e-5)
    #expect(answer.bias < 1e-5)
    #expect(answer.probabilities < 1e-5)
  }

  @Test(
    arguments: [(60, 5, 3), (50, 130, 3), (200, 40, 4), (40, 80, 2)],
    [ClassWeights.balanced, .none]
  )
  func `on random features, more and fewer than films`(
    size: (films: Int, channels: Int, labels: Int),
    weighing: ClassWeights
  ) throws {
    let drawn = Drawn(films: size.films, channels: size.channels, labels: size.labels, seed: 7)
    for c in [0.01, 1, 50] {
      try Self.compare(
        drawn.features,
        drawn.classes,
        labels: size.labels,
        c: c,
        weighing: weighing
      )
    }
  }

  @Test(arguments: [(60, 5), (50, 130)])
  func `near to a prior`(films: Int, channels: Int) throws {
    let drawn = Drawn(films: films, channels: channels, labels: 3, seed: 8)
    let prior = LinearHead(
      weights: Drawn.noise(3, channels, seed: 9),
      bias: [0.5, -1, 0.25]
    )
    for c in [0.01, 1, 50] {
      try Self.compare(
        drawn.features,
        drawn.classes,
        labels: 3,
        c: c,
        weighing: .balanced,
        prior: prior
      )
    }
  }
}
