internal import Glibc

/// Tosses of a fair coin.
enum FairBinomial {
  /// The probability of at most `heads` heads in `tosses`.
  ///
  /// The largest term is computed by logarithms of the gamma function, the others from it by the ratio
  /// of neighbours, so that rounding does not grow with the number of terms.
  static func lowerTail(_ heads: Int, of tosses: Int) -> Double {
    precondition(0 <= heads && heads <= tosses, "heads are some of the tosses")
    guard heads < tosses else { return 1 }
    // Above the middle the complement is the shorter and the more precise sum.
    guard 2 * heads < tosses else { return 1 - lowerTail(tosses - heads - 1, of: tosses) }
    var term = 1.0
    var sum = 1.0
    for head in stride(from: heads, to: 0, by: -1) {
      term *= Double(head) / Double(tosses - head + 1)
      sum += term
    }
    return sum * exp(logBinomial(tosses, heads) - Double(tosses) * log(2))
  }

  private static func logBinomial(_ n: Int, _ k: Int) -> Double {
    logFactorial(n) - logFactorial(k) - logFactorial(n - k)
  }

  private static func logFactorial(_ n: Int) -> Double {
    var sign: Int32 = 0
    return lgamma_r(Double(n) + 1, &sign)
  }
}
