/// Elementary functions from +, -, *, / alone, which IEEE 754 rounds alike everywhere.
///
/// The C library's differ in the last bit between versions and processors (it picks variants with
/// fused multiply-add at run time), and a phantom is to be the same bytes on each machine.
enum PortableMath {
  private static let ln2 = 0.693_147_180_559_945_3

  /// e to the power of `x`, within 1e-12 of it relatively; 0 below -700.
  static func exp(_ x: Double) -> Double {
    guard x > -700 else { return 0 }
    let power = (x / ln2).rounded()
    let rest = x - power * ln2
    var sum = 1.0
    var divisor = 13.0
    while divisor >= 1 {
      sum = 1 + rest / divisor * sum
      divisor -= 1
    }
    return sum * Double(bitPattern: UInt64(Int(power) + 1023) << 52)
  }

  /// The natural logarithm of a positive normal number.
  static func log(_ x: Double) -> Double {
    let bits = x.bitPattern
    let power = Double(Int(bits >> 52 & 0x7FF) - 1023)
    let mantissa = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 1023 << 52)
    // ln m = 2 artanh((m - 1) / (m + 1)), here with |argument| <= 1/3.
    let argument = (mantissa - 1) / (mantissa + 1)
    let square = argument * argument
    var sum = 0.0
    var odd = 23.0
    while odd >= 1 {
      sum = sum * square + 1 / odd
      odd -= 2
    }
    return power * ln2 + 2 * argument * sum
  }

  /// The sine of an angle in radians between -7 and 7.
  static func sin(_ angle: Double) -> Double {
    var term = angle
    var sum = angle
    var order = 1.0
    while order < 31 {
      term = -term * angle * angle / ((order + 1) * (order + 2))
      sum += term
      order += 2
    }
    return sum
  }

  /// The cosine of an angle in radians between -5 and 5.
  static func cos(_ angle: Double) -> Double { sin(angle + 1.570_796_326_794_896_6) }

  /// 0 below `low`, 1 above `high`, and a smooth cubic between.
  static func smoothStep(_ low: Double, _ high: Double, _ x: Double) -> Double {
    let part = min(max((x - low) / (high - low), 0), 1)
    return part * part * (3 - 2 * part)
  }
}
