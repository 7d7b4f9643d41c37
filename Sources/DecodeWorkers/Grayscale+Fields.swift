internal import Imaging

// What a worker says of the grayscale pipeline is held to what `GrayscaleReading` makes, since the
// rendering relies on it: finite numbers, tables with entries.

extension LookupTable: Field {
  static var blank: LookupTable { LookupTable(firstMapped: 0, entries: [0], bitsPerEntry: 8) }

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var (firstMapped, entries, bitsPerEntry) = (firstMapped, entries, bitsPerEntry)
    try coder.code(&firstMapped)
    try coder.code(words: &entries)
    try coder.code(&bitsPerEntry)
    guard (1...1 << 16).contains(entries.count), (8...16).contains(bitsPerEntry),
      (-(1 << 15)..<1 << 16).contains(firstMapped)
    else { throw FieldFault() }
    self = LookupTable(firstMapped: firstMapped, entries: entries, bitsPerEntry: bitsPerEntry)
  }
}

extension ModalityLUT: Field {
  static var blank: ModalityLUT { .identity }

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var (kind, slope, intercept, table) = (0, 0.0, 0.0, LookupTable.blank)
    switch self {
    case .identity: break
    case .rescale(let statedSlope, let statedIntercept):
      (kind, slope, intercept) = (1, statedSlope, statedIntercept)
    case .table(let stated): (kind, table) = (2, stated)
    }
    try coder.code(&kind)
    switch kind {
    case 0: self = .identity
    case 1:
      try coder.code(&slope)
      try coder.code(&intercept)
      self = .rescale(slope: slope, intercept: intercept)
    case 2:
      try coder.code(&table)
      self = .table(table)
    default: throw FieldFault()
    }
  }
}

extension VOILUT: Field {
  static var blank: VOILUT { .none }

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var (kind, center, width, function, table) = (0, 0.0, 0.0, "", LookupTable.blank)
    switch self {
    case .none: break
    case .window(let statedCenter, let statedWidth, let stated):
      (kind, center, width, function) = (1, statedCenter, statedWidth, stated.rawValue)
    case .table(let stated): (kind, table) = (2, stated)
    }
    try coder.code(&kind)
    switch kind {
    case 0: self = .none
    case 1:
      try coder.code(&center)
      try coder.code(&width)
      try coder.code(&function)
      guard let function = VOIFunction(rawValue: function), width > 0 else { throw FieldFault() }
      self = .window(center: center, width: width, function: function)
    case 2:
      try coder.code(&table)
      self = .table(table)
    default: throw FieldFault()
    }
  }
}
