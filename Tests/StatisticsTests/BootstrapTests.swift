import Statistics
import Testing

@Suite("A bootstrap")
struct BootstrapTests {
  static let values = RandomReading(films: 400, seed: 5).rival
  static let films = Array(0..<400)
  static let patients = (0..<400).map { "patient \($0 / 4)" }

  static func mean(_ resample: Resample) -> Double? {
    resample.films.reduce(0) { $0 + values[$1] } / Double(resample.films.count)
  }

  @Test func `gives the same interval from the same seed`() {
    let one = Bootstrap(seed: 3).interval(groups: Self.patients, of: Self.mean)
    #expect(one != nil)
    #expect(one == Bootstrap(seed: 3).interval(groups: Self.patients, of: Self.mean))
    #expect(one != Bootstrap(seed: 4).interval(groups: Self.patients, of: Self.mean))
  }

  @Test func `draws whole groups, as many as there are`() {
    let groups = [7, 7, 3, 7, 5]
    var seen: Set<[Int]> = []
    _ = Bootstrap(seed: 1, resamples: 500).replicates(groups: groups) { resample in
      let counts = resample.counts
      #expect(counts == groups.indices.map { film in resample.films.count { $0 == film } })
      #expect(counts[0] == counts[1] && counts[1] == counts[3])
      #expect(counts[0] + counts[2] + counts[4] == 3)
      seen.insert([counts[0], counts[2], counts[4]])
      return nil
    }
    #expect(seen.count == 10)  // all ways to draw 3 of 3 with replacement
  }

  @Test func `says nothing of one patient, or of none`() {
    let bootstrap = Bootstrap(resamples: 40)
    #expect(bootstrap.interval(groups: ["a", "a", "a"]) { _ in 1 } == nil)
    #expect(bootstrap.interval(groups: [String]()) { _ in 1 } == nil)
    #expect(bootstrap.replicates(groups: [String]()) { _ in 1 }.isEmpty)
  }

  // With k of 400 films positive, a share of about exp(-k) of the resamples has none.
  @Test(arguments: [(1, true), (2, true), (4, false)])
  func `says nothing of a class that one or two patients carry`(
    positives: Int,
    isSilent: Bool
  ) {
    let ranking = Ranking(scores: Self.values, isPositive: Self.films.map { $0 < positives })
    let interval = Bootstrap().interval(groups: Self.films) {
      ranking.averagePrecision(counts: $0.counts)
    }
    #expect((interval == nil) == isSilent)
  }

  @Test func `passes on what the figure throws`() {
    #expect(throws: CancellationError.self) {
      try Bootstrap().interval(groups: [1, 2]) { _ in throw CancellationError() }
    }
  }

  @Test func `is wider over patients whose films resemble each other`() throws {
    let alike = Self.films.map { Self.values[$0 / 4] }
    let mean = { (resample: Resample) -> Double? in
      resample.films.reduce(0) { $0 + alike[$1] } / Double(resample.films.count)
    }
    let overFilms = try #require(Bootstrap().interval(groups: Self.films, of: mean))
    let overPatients = try #require(Bootstrap().interval(groups: Self.patients, of: mean))
    let ratio =
      (overPatients.upperBound - overPatients.lowerBound)
      / (overFilms.upperBound - overFilms.lowerBound)
    // Four equal films a patient carry the information of one: the square root of 4.
    #expect(abs(ratio - 2) < 0.25)
  }

  @Test func `of 2000 films takes moments`() throws {
    let reading = RandomReading(films: 2000, seed: 8)
    let classes = OneVersusRest(
      probabilities: reading.probabilities,
      truth: reading.truth,
      classes: reading.classes
    )
    let start = ContinuousClock.now
    let interval = Bootstrap().interval(groups: Array(0..<2000)) {
      classes.macroAveragePrecision(counts: $0.counts)
    }
    let duration = ContinuousClock.now - start
    let average = try #require(classes.macroAveragePrecision())
    #expect(try #require(interval).contains(average))
    // A debug build on a busy machine; the release build takes a tenth of a second.
    #expect(duration < .seconds(60))
  }
}
