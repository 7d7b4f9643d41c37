import Statistics
import Testing

@Suite("A proportion")
struct ProportionTests {
  // Newcombe (1998), Statistics in Medicine 17, table I, method 3.
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
    (1, 29, 0.0061, 0.1718),
  ])
  func `has the published Wilson interval`(_ r: Int, _ n: Int, _ low: Double, _ high: Double) throws
  {
    let interval = try #require(Proportion(r, of: n).interval)
    #expect(abs(interval.lowerBound - low) < 5e-5)
    #expect(abs(interval.upperBound - high) < 5e-5)
  }

  @Test func `of nothing has neither value nor interval`() {
    #expect(Proportion(0, of: 0).value == nil)
    #expect(Proportion(0, of: 0).interval == nil)
  }
}
