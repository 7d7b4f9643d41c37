internal import Statistics

/// Dice and intersection over union of one set of films.
public struct LungFigures: Sendable, Hashable, Codable {
  /// One measure over all films.
  public struct Measure: Sendable, Hashable, Codable {
    /// The mean, with an interval over groups.
    public let mean: Estimate
    /// The middle film, or the mean of both middle ones.
    public let median: Double
    /// The mean of the worst twentieth of the films, at least one.
    public let worstTwentieth: Double
    /// The worst film.
    public let worst: Double
  }

  /// How many films.
  public let films: Int
  /// How many groups, such as patients.
  public let groups: Int
  /// Twice the intersection over the sum of both masks.
  public let dice: Measure
  /// The intersection over the union.
  public let intersectionOverUnion: Measure

  init?(_ films: [LungOverlap], _ bootstrap: Bootstrap) {
    guard let dice = Self.measure(films, bootstrap, { $0.dice }),
      let union = Self.measure(films, bootstrap, { $0.intersectionOverUnion })
    else { return nil }
    self.films = films.count
    groups = Set(films.map(\.group)).count
    self.dice = dice
    intersectionOverUnion = union
  }

  /// How many films are a twentieth: rounded up, so that it is never none.
  static func twentieth(of films: Int) -> Int { (films + 19) / 20 }

  private static func measure(
    _ films: [LungOverlap],
    _ bootstrap: Bootstrap,
    _ figure: (Overlap) -> Double?
  ) -> Measure? {
    let values = films.compactMap { figure($0.overlap) }
    guard !values.isEmpty, values.count == films.count else { return nil }
    func mean(_ values: some Collection<Double>) -> Double {
      values.reduce(0, +) / Double(values.count)
    }
    let interval = bootstrap.interval(groups: films.map(\.group)) { resample in
      resample.films.isEmpty ? nil : mean(resample.films.map { values[$0] })
    }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return Measure(
      mean: Estimate(mean(values), interval, by: .bootstrap),
      median: sorted.count % 2 == 1
        ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
      worstTwentieth: mean(sorted.prefix(twentieth(of: sorted.count))),
      worst: sorted[0]
    )
  }
}
