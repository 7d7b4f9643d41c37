/// How a form lays the grey scale over its stored values.
///
/// `level` counts from 0 to `top` whatever the sign and slope; `value` is what the modality
/// transform makes of it, in which windows and tables are stated.
struct GreyScale: Sendable {
  let form: PixelForm
  /// The largest level.
  let top: Int
  /// The levels that are black and white in a window, or first and last in a table.
  let low: Int
  let high: Int

  init(_ form: PixelForm) {
    self.form = form
    top = (1 << form.bitsStored) - 1
    let usesAll = form.valuesOfInterest == .none
    low = usesAll ? 0 : top * 2 / 25
    high = usesAll ? top : top * 21 / 25
  }

  /// The film processor's S curve, symmetrical about its middle; 0 to 1.
  static func tone(_ linear: Double) -> Double {
    0.35 * linear + 0.65 * linear * linear * (3 - 2 * linear)
  }

  /// The S curve drawn out by 3 percent at each end, so that windows cut something off.
  private static func overshooting(_ linear: Double) -> Double { 1.06 * tone(linear) - 0.03 }

  /// The limits of what a sigmoid is asked for; it reaches neither black nor white.
  private static let sigmoidEnds = 0.01

  /// What a viewer is to show, 0 black to 1 white, before any inversion.
  func shown(_ linear: Double) -> Double {
    switch form.valuesOfInterest {
    case .sigmoid: min(max(Self.tone(linear), Self.sigmoidEnds), 1 - Self.sigmoidEnds)
    default: min(max(Self.overshooting(linear), 0), 1)
    }
  }

  /// The level for a linear grey.
  func level(_ linear: Double) -> Int {
    let exact: Double
    switch form.valuesOfInterest {
    case .none: exact = shown(linear) * Double(top)
    case .linear, .linearExact, .several:
      exact = Double(low) + Self.overshooting(linear) * Double(high - low)
    case .sigmoid:
      exact = center - width / 4 * PortableMath.log(1 / shown(linear) - 1)
    case .table, .tableAndWindow: exact = Double(low) + linear * Double(high - low)
    }
    return min(max(Int(exact.rounded()), 0), top)
  }

  /// The entries of the VOI LUT, one for each level from `low` to `high`.
  func tableEntries(bits: Int) -> [UInt16] {
    let largest = Double((1 << bits) - 1)
    return (low...high).map { level in
      let linear = Double(level - low) / Double(high - low)
      return UInt16((shown(linear) * largest).rounded())
    }
  }

  /// Window Center in levels, by the formula of the form's function (PS3.3 C.11.2.1.2, C.11.2.1.3).
  var center: Double {
    switch form.valuesOfInterest {
    case .linear, .several, .tableAndWindow: Double(low + high) / 2 + 0.5 / slope
    default: Double(low + high) / 2
    }
  }

  /// Window Width in levels.
  var width: Double {
    switch form.valuesOfInterest {
    case .linear, .several, .tableAndWindow: Double(high - low) + 1 / slope
    // 9.2 quarter widths lie between the ends, 1% and 99%.
    case .sigmoid: Double(high - low) / 2.4
    default: Double(high - low)
    }
  }

  /// By how much a value rises with the level.
  var slope: Double {
    switch form.modality {
    case .identity, .falling: 1
    case .fractional: 0.25
    case .table: 65535 / Double(top)
    }
  }

  /// The value of a level.
  func value(_ level: Double) -> Double {
    switch form.modality {
    case .fractional: slope * level - 100
    case .table: slope * level
    case .identity, .falling:
      form.isSigned ? level - Double(1 << (form.bitsStored - 1)) : level
    }
  }

  /// The bit pattern that stores a level, in Bits Stored bits.
  func pattern(_ level: Int) -> UInt16 {
    switch form.modality {
    case .falling: return UInt16(top - level)
    case .table:
      return UInt16((Double(level) * Double(top)).squareRoot().rounded())
    case .identity, .fractional:
      let offset = form.isSigned ? 1 << (form.bitsStored - 1) : 0
      return UInt16((level - offset) & top)
    }
  }

  /// The 16-bit entries of the Modality LUT: the inverse of the root in `pattern`.
  var modalityEntries: [UInt16] {
    (0...top).map { UInt16((Double($0 * $0) / Double(top * top) * 65535).rounded()) }
  }
}
