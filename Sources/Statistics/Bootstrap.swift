/// Films drawn with replacement, whole groups at a time.
public struct Resample: Sendable {
  /// The films, as often as they were drawn; their number varies where groups differ in size.
  public fileprivate(set) var films: [Int] = []
  /// For each film of the sample, how often it was drawn.
  public fileprivate(set) var counts: [Int]
}

/// Intervals of figures that have no formula for one, by drawing films again and again.
///
/// Groups are drawn and not films, because films of one patient resemble each other and an interval
/// from single films would be too narrow (Rutter 2000, Academic Radiology 7:413; Davison & Hinkley
/// 1997, section 3.8). The same seed gives the same resamples for every figure, so differences of
/// figures from equal calls are paired.
public struct Bootstrap: Sendable, Hashable {
  /// Where the sequence of resamples starts.
  public let seed: UInt64
  /// How many resamples.
  public let resamples: Int

  /// A bootstrap.
  ///
  /// - Parameters:
  ///   - seed: any number; the same one gives the same intervals.
  ///   - resamples: at least 40, of which one is 2.5 %; 1000 give stable intervals.
  public init(seed: UInt64 = 1, resamples: Int = 1000) {
    precondition(resamples >= 40, "fewer resamples have no 2.5th percentile")
    self.seed = seed
    self.resamples = resamples
  }

  /// The figure's 95 % interval by percentiles (Efron & Tibshirani 1993, chapter 13).
  ///
  /// Nil where it would say nothing: fewer than two groups, or more than a tenth of the resamples have
  /// no value, as for a class whose films come from one or two patients.
  ///
  /// - Parameters:
  ///   - groups: for each film, what it shares with its like, such as the patient.
  ///   - statistic: the figure of a resample, nil where it has none; never infinite or NaN. Sort
  ///     outside of it: `{ ranking.averagePrecision(counts: $0.counts) }`.
  /// - Returns: from the 2.5th to the 97.5th percentile of the resamples' values.
  /// - Throws: what `statistic` throws.
  public func interval(
    groups: [some Hashable],
    of statistic: (Resample) throws -> Double?
  ) rethrows -> ClosedRange<Double>? {
    guard Set(groups).count > 1 else { return nil }
    var values = try replicates(groups: groups, of: statistic).compactMap(\.self)
    guard 10 * (resamples - values.count) <= resamples else { return nil }
    values.sort()
    return Self.quantile(0.025, ofSorted: values)...Self.quantile(0.975, ofSorted: values)
  }

  /// The figure's value of each resample, in the order they were drawn.
  ///
  /// - Parameters:
  ///   - groups: for each film, what it shares with its like; no films give no values.
  ///   - statistic: the figure of a resample, nil where it has none.
  /// - Returns: a value or nil for each resample.
  /// - Throws: what `statistic` throws.
  public func replicates(
    groups: [some Hashable],
    of statistic: (Resample) throws -> Double?
  ) rethrows -> [Double?] {
    let members = Self.members(groups)
    guard !members.isEmpty else { return [] }
    var generator = SplitMix64(seed: seed)
    var resample = Resample(counts: Array(repeating: 0, count: groups.count))
    resample.films.reserveCapacity(2 * groups.count)
    var values: [Double?] = []
    values.reserveCapacity(resamples)
    for _ in 0..<resamples {
      for film in resample.films { resample.counts[film] = 0 }
      resample.films.removeAll(keepingCapacity: true)
      for _ in members.indices {
        for film in members[generator.index(below: members.count)] {
          resample.films.append(film)
          resample.counts[film] += 1
        }
      }
      let value = try statistic(resample)
      precondition(value?.isFinite ?? true, "a figure is a number or nil")
      values.append(value)
    }
    return values
  }

  /// The films of each group, groups in the order of their first film.
  private static func members(_ groups: [some Hashable]) -> [[Int]] {
    var numbers: [AnyHashable: Int] = [:]
    var members: [[Int]] = []
    for (film, group) in groups.enumerated() {
      if let number = numbers[group] {
        members[number].append(film)
      } else {
        numbers[group] = members.count
        members.append([film])
      }
    }
    return members
  }

  /// Linear between the neighbours: type 7 of Hyndman & Fan (1996), numpy's default.
  static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
    let place = share * Double(values.count - 1)
    let below = Int(place)
    let above = min(below + 1, values.count - 1)
    return values[below] + (place - Double(below)) * (values[above] - values[below])
  }
}
