import Statistics
import Testing

@Suite("The random numbers")
struct SplitMix64Tests {
  // The outputs of Vigna's splitmix64.c for the seed 1234567, as Rosetta Code lists them.
  @Test func `are those of the reference program`() {
    var random = SplitMix64(seed: 1_234_567)
    let first = (0..<5).map { _ in random.next() }
    #expect(
      first == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ]
    )
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func `below a bound are each as likely`(bound: Int) {
    var random = SplitMix64(seed: UInt64(bound))
    var counts = [Int](repeating: 0, count: bound)
    let draws = 200 * bound
    for _ in 0..<draws { counts[random.index(below: bound)] += 1 }
    // Chi-square has bound - 1 degrees of freedom: its mean, and five standard deviations above it.
    let statistic = counts.reduce(0.0) { $0 + Double(($1 - 200) * ($1 - 200)) / 200 }
    let freedom = Double(bound - 1)
    #expect(statistic <= freedom + 5 * (2 * freedom).squareRoot() + 1e-9)
  }

  @Test func `reject what would favour low numbers`() {
    // Of a bound of three quarters of 2^63, without rejection some numbers would come twice as often.
    let bound = 3 << 61
    var random = SplitMix64(seed: 9)
    let low = (0..<3000).count { _ in random.index(below: bound) < bound / 2 }
    #expect(abs(low - 1500) < 150)
  }
}
