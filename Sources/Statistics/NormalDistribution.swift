internal import Glibc

/// Tails of the standard normal distribution, by the C library's complementary error function.
public enum NormalDistribution {
  /// The 0.975 quantile: 95 % of the distribution lie within this distance of 0.
  public static let quantile975 = 1.959963984540054

  /// The probability of a value above `z`; exact to rounding far into the tail.
  public static func upperTail(_ z: Double) -> Double { erfc(z / 2.0.squareRoot()) / 2 }

  /// The probability of a value farther from 0 than `z`: the p value of a two-sided z test.
  public static func twoSidedTail(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

  /// The probability of a chi-square value of one degree of freedom above `x`.
  ///
  /// - Parameter x: at least 0; it is the square of a normal value.
  /// - Returns: the p value of a chi-square test of one degree of freedom.
  public static func chiSquareUpperTail(_ x: Double) -> Double { erfc((x / 2).squareRoot()) }
}
