import Statistics
import Testing

@Suite("A comparison of two models")
struct ComparisonTests {
  // Discordant pairs 6 and 16 of 161, a much used worked example: corrected chi-square 3.68, p 0.055;
  // exact p 0.053.
  @Test func `has the p values of a worked example`() throws {
    let test = McNemar(onlyFirst: 6, onlySecond: 16)
    #expect(try abs(#require(test.chiSquare) - 3.68) < 0.005)
    #expect(try abs(#require(test.chiSquarePValue) - 0.055) < 0.0005)
    #expect(abs(test.exactPValue - 0.053) < 0.0006)
  }

  // Tosses of a coin, by hand: 2 (1 + 10 + 45) / 1024 and 2 / 32.
  @Test func `counts tosses of a coin exactly`() {
    #expect(isClose(McNemar(onlyFirst: 8, onlySecond: 2).exactPValue, 112.0 / 1024, within: 1e-15))
    #expect(isClose(McNemar(onlyFirst: 0, onlySecond: 5).exactPValue, 1.0 / 16, within: 1e-15))
  }

  @Test func `finds nothing where the models never disagree`() {
    let test = McNemar(first: [true, false, true], second: [true, false, true])
    #expect(test.exactPValue == 1)
    #expect(test.chiSquare == nil)
    #expect(test.chiSquarePValue == nil)
  }

  @Test func `does not correct past the middle`() {
    #expect(McNemar(onlyFirst: 4, onlySecond: 4).chiSquare == 0)
    #expect(McNemar(onlyFirst: 4, onlySecond: 4).chiSquarePValue == 1)
    #expect(McNemar(onlyFirst: 4, onlySecond: 5).chiSquare == 0)
  }

  @Test func `counts who is right alone`() {
    let test = McNemar(first: [true, true, false, true], second: [false, true, true, false])
    #expect(test == McNemar(onlyFirst: 2, onlySecond: 1))
  }

  @Test func `takes the same ranking twice for the same area`() throws {
    let isPositive = [true, false, true, false, true]
    let scores = [0.9, 0.5, 0.4, 0.1, 0.6]
    let test = try #require(
      DeLongTest(first: scores, second: scores.map { $0 * $0 }, isPositive: isPositive)
    )
    #expect(test.z == 0)
    #expect(test.pValue == 1)
    #expect(test.interval == nil)
  }

  @Test func `has no answer for areas that differ without spread`() {
    let isPositive = [true, true, false, false]
    #expect(
      DeLongTest(first: [1, 1, 0, 0], second: [0, 0, 1, 1], isPositive: isPositive) == nil
    )
  }

  @Test func `has no answer from a single positive film`() {
    #expect(
      DeLongTest(first: [3, 1, 2], second: [1, 2, 3], isPositive: [true, false, false]) == nil
    )
  }
}
