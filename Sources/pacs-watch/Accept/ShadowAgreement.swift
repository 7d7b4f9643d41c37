import Foundation
import Statistics
import Store

/// How two bundles agree that read the same films: one serving, the other beside it.
struct ShadowAgreement: Encodable {
  /// A bundle, as tables name it; bundles of one name and version differ by their hash.
  struct Bundle: Encodable, Hashable {
    let name: String
    let hash: String

    init(_ bundle: ShadowBundle) {
      name = "\(bundle.model) \(bundle.modelVersion)"
      hash = bundle.hash
    }

    /// The name with as much of the hash as a person compares.
    var text: String { "\(name) (\(hash.prefix(8)))" }
  }

  /// Which of the two gave an answer.
  struct Abstentions: Encodable, Equatable {
    var bothAnswered = 0
    var onlyServedAnswered = 0
    var onlyShadowAnswered = 0
    var neitherAnswered = 0
  }

  /// A label's probabilities, over the films that both have read.
  struct LabelDifference: Encodable {
    let label: String
    /// The mean of |served - shadow|.
    let meanAbsolute: Double
    /// The mean of shadow - served.
    let mean: Double
    let largest: Double
  }

  let served: Bundle
  let shadow: Bundle
  /// Films that the serving bundle has read while the shadow was set.
  let films: Int
  /// Of these, what became of the shadow's reading, with the reasons.
  let readings: [String: Int]
  /// Films with probabilities of both.
  let read: Int
  let labels: [String]
  /// Films by the served most probable class (row) and the shadow's (column), abstentions included.
  let agreement: [[Int]]
  /// The share of the diagonal, with Wilson's 95 % interval.
  let agreementShare: Double?
  let agreementLow: Double?
  let agreementHigh: Double?
  /// Cohen's kappa of the table.
  let kappa: Double?
  let abstentions: Abstentions
  /// The mean over films and labels of |served - shadow|.
  let meanAbsoluteDifference: Double?
  let differences: [LabelDifference]
  /// What the shadow took for a film, in milliseconds.
  let meanMilliseconds: Double?
  let largestMilliseconds: Double?
  /// The films on which the two differ most.
  let mostDiffering: [ShadowLine]

  /// The agreement over pairs of the same two bundles.
  ///
  /// - Parameters:
  ///   - pairs: at least one, all of one serving and one second bundle.
  ///   - most: how many differing films are listed.
  init?(_ pairs: [ShadowPair], most: Int) {
    guard let first = pairs.first else { return nil }
    served = Bundle(first.served)
    shadow = Bundle(first.shadow)
    films = pairs.count
    readings = Dictionary(
      grouping: pairs,
      by: {
        [$0.reading.status.rawValue, $0.reading.reason].compactMap { $0 }.joined(separator: " ")
      }
    ).mapValues(\.count)
    let lines = pairs.compactMap(ShadowLine.init)
    let names = lines.first?.labels ?? []
    let films = lines.filter { $0.labels == names }
    labels = names
    read = films.count
    let matrix = ConfusionMatrix(
      labels: names,
      truth: films.map(\.servedIndex),
      predicted: films.map(\.shadowIndex)
    )
    agreement = matrix.counts
    agreementShare = matrix.accuracy.value
    agreementLow = matrix.accuracy.interval?.lowerBound
    agreementHigh = matrix.accuracy.interval?.upperBound
    kappa = matrix.cohenKappa
    abstentions = films.reduce(into: Abstentions()) { counts, film in
      switch (film.servedAnswered, film.shadowAnswered) {
      case (true, true): counts.bothAnswered += 1
      case (true, false): counts.onlyServedAnswered += 1
      case (false, true): counts.onlyShadowAnswered += 1
      case (false, false): counts.neitherAnswered += 1
      }
    }
    differences = films.isEmpty ? [] : names.indices.map { Self.difference($0, names[$0], films) }
    meanAbsoluteDifference =
      differences.isEmpty
      ? nil : differences.reduce(0) { $0 + $1.meanAbsolute } / Double(differences.count)
    let times = pairs.compactMap(\.reading.milliseconds)
    meanMilliseconds = times.isEmpty ? nil : times.reduce(0, +) / Double(times.count)
    largestMilliseconds = times.max()
    mostDiffering = Array(films.sorted(by: ShadowLine.differsMore).prefix(most))
  }

  private static func difference(
    _ index: Int,
    _ label: String,
    _ films: [ShadowLine]
  ) -> LabelDifference {
    let gaps = films.map { $0.shadow[index] - $0.served[index] }
    let count = Double(gaps.count)
    return LabelDifference(
      label: label,
      meanAbsolute: gaps.reduce(0) { $0 + abs($1) } / count,
      mean: gaps.reduce(0, +) / count,
      largest: gaps.map(abs).max() ?? 0
    )
  }
}
