/// What each film adds to the area under the ROC curve; DeLong's variance is theirs.
///
/// DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44:837. A component of a positive film is the
/// share of negative films that it beats, and of a negative film the share of positive films that beat
/// it, ties counting half. They are read off one sort, where they are the differences of mid-ranks of
/// Sun & Xu (2014), IEEE Signal Processing Letters 21:1389, and kept as whole numbers of half wins, so
/// that a variance of 0 is 0 and not rounding.
struct StructuralComponents {
  /// For each film by its index, the doubled number of films of the other kind that it stands rightly to.
  let halfWins: [Int]
  let isPositive: [Bool]
  let positives: Int
  let negatives: Int

  init(_ ranking: Ranking) {
    isPositive = ranking.isPositive
    positives = isPositive.count { $0 }
    negatives = isPositive.count - positives
    var halfWins = [Int](repeating: 0, count: isPositive.count)
    var (place, positivesAbove, negativesBelow) = (0, 0, negatives)
    var ends = ranking.ends.makeIterator()
    ranking.forEachRun(nil) { runPositives, runNegatives in
      negativesBelow -= runNegatives
      let end = ends.next() ?? place
      for film in ranking.order[place..<end] {
        halfWins[film] =
          ranking.isPositive[film]
          ? 2 * negativesBelow + runNegatives : 2 * positivesAbove + runPositives
      }
      positivesAbove += runPositives
      place = end
    }
    self.halfWins = halfWins
  }

  /// DeLong's variance of the area; nil with fewer than two films of either kind.
  var variance: Double? { Self.variance(of: halfWins, isPositive) }

  /// The variance of the difference of two areas on the same films.
  func varianceOfDifference(from other: Self) -> Double? {
    Self.variance(of: zip(halfWins, other.halfWins).map { $0 - $1 }, isPositive)
  }

  private static func variance(of halfWins: [Int], _ isPositive: [Bool]) -> Double? {
    let ofPositives = zip(halfWins, isPositive).compactMap { $1 ? Double($0) : nil }
    let ofNegatives = zip(halfWins, isPositive).compactMap { $1 ? nil : Double($0) }
    let (m, n) = (Double(ofPositives.count), Double(ofNegatives.count))
    guard m > 1, n > 1 else { return nil }
    return sampleVariance(ofPositives) / (4 * n * n * m)
      + sampleVariance(ofNegatives) / (4 * m * m * n)
  }

  private static func sampleVariance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
