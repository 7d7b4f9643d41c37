internal import Statistics

/// Films dealt into folds so that a patient's films stay together and each fold has its share of
/// each class.
///
/// The rule of scikit-learn's `StratifiedGroupKFold`: groups come in the order of how unevenly their
/// classes are spread, and each goes to the fold where the shares of the classes stay most even.
public struct GroupedFolds: Sendable, Hashable {
  /// For each film, the fold in which it is held out.
  public let folds: [Int]
  /// How many folds.
  public let count: Int

  /// Deals films.
  ///
  /// - Parameters:
  ///   - classes: for each film, the index of its class.
  ///   - groups: for each film, its patient.
  ///   - count: how many folds, at least 2.
  ///   - seed: the same one deals the same way.
  public init(classes: [Int], groups: [String], count: Int, seed: UInt64) {
    precondition(count >= 2 && classes.count == groups.count)
    let labels = (classes.max() ?? 0) + 1
    var names: [String: Int] = [:]
    var counts: [[Double]] = []
    let group = groups.map { name in
      if let known = names[name] { return known }
      names[name] = counts.count
      counts.append(Array(repeating: 0, count: labels))
      return counts.count - 1
    }
    var totals = [Double](repeating: 0, count: labels)
    for (film, label) in classes.enumerated() {
      counts[group[film]][label] += 1
      totals[label] += 1
    }
    var generator = SplitMix64(seed: seed)
    let order = counts.indices.shuffled(using: &generator).enumerated()
      .sorted { (-Self.spread(counts[$0.1]), $0.0) < (-Self.spread(counts[$1.1]), $1.0) }
      .map(\.1)
    var held = [[Double]](repeating: Array(repeating: 0, count: labels), count: count)
    var place = [Int](repeating: 0, count: counts.count)
    for index in order {
      let fold = Self.fold(for: counts[index], held, totals)
      for label in 0..<labels { held[fold][label] += counts[index][label] }
      place[index] = fold
    }
    folds = group.map { place[$0] }
    self.count = count
  }

  /// The films that are held out in a fold.
  public func heldOut(_ fold: Int) -> [Int] { folds.indices.filter { folds[$0] == fold } }

  /// The films that are fitted to while a fold is held out.
  public func fitted(_ fold: Int) -> [Int] { folds.indices.filter { folds[$0] != fold } }

  private static func fold(
    for group: [Double],
    _ held: [[Double]],
    _ totals: [Double]
  ) -> Int {
    let present = totals.indices.filter { totals[$0] > 0 }
    let costs = held.indices.map { fold in
      let unevenness = present.reduce(0.0) { sum, label in
        let shares = held.indices.map { other in
          (held[other][label] + (other == fold ? group[label] : 0)) / totals[label]
        }
        return sum + spread(shares)
      }
      return (unevenness, held[fold].reduce(0, +))
    }
    return costs.indices.reduce(0) { costs[$1] < costs[$0] ? $1 : $0 }
  }

  /// The standard deviation.
  private static func spread(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return square.squareRoot()
  }
}
