extension ModalityLUT {
  /// The value with a meaning of a stored value: PS3.3 C.11.1.1.
  public func output(of stored: Int) -> Double {
    switch self {
    case .identity: Double(stored)
    case .rescale(let slope, let intercept): slope * Double(stored) + intercept
    case .table(let table): Double(table.entry(for: stored))
    }
  }

  /// The least and the greatest value that stored values can be turned into, by their nominal
  /// range, not by those that occur.
  public func range(bitsStored: Int, isSigned: Bool) -> ClosedRange<Double> {
    switch self {
    case .table(let table):
      return 0...Double(table.largestEntry)
    case .identity, .rescale:
      let lowest = isSigned ? -(1 << (bitsStored - 1)) : 0
      let (first, last) = (output(of: lowest), output(of: lowest + (1 << bitsStored) - 1))
      return min(first, last)...max(first, last)
    }
  }
}

extension LookupTable {
  /// The largest number that an entry can be, 2^n - 1.
  public var largestEntry: Int { (1 << bitsPerEntry) - 1 }

  /// The entry for an input: PS3.3 C.11.1.1.1, inputs beyond either end take that end's entry.
  public func entry(for input: Int) -> UInt16 {
    entries[min(max(input - firstMapped, 0), entries.count - 1)]
  }
}
