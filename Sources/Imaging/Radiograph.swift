/// One frame of stored values, and how its header says to turn them into display values.
///
/// PS3.3 C.7.6.3 (image pixel), C.11 (modality and VOI LUT), PS3.4 N.2 (the order of transforms).
public struct Radiograph: Sendable, Hashable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// `rows * columns` stored values as bit patterns of `bitsStored` bits; all higher bits are 0.
  public let storedValues: [UInt16]
  /// How many bits of a stored value count, 1 to 16.
  public let bitsStored: Int
  /// Whether a stored value is two's complement (PixelRepresentation 1).
  public let isSigned: Bool
  /// From stored values to values with a meaning.
  public let modalityLUT: ModalityLUT
  /// From values with a meaning to grey values.
  public let voiLUT: VOILUT
  /// Whether the lowest grey value is to be shown white: MONOCHROME1, or Presentation LUT Shape
  /// INVERSE; both together are one inversion.
  public let isInverted: Bool

  /// A frame with all that is needed to render it.
  ///
  /// - Precondition: `storedValues.count == rows * columns` and `1...16 ~= bitsStored`.
  public init(
    rows: Int,
    columns: Int,
    storedValues: [UInt16],
    bitsStored: Int,
    isSigned: Bool,
    modalityLUT: ModalityLUT,
    voiLUT: VOILUT,
    isInverted: Bool
  ) {
    precondition(storedValues.count == rows * columns && (1...16).contains(bitsStored))
    self.rows = rows
    self.columns = columns
    self.storedValues = storedValues
    self.bitsStored = bitsStored
    self.isSigned = isSigned
    self.modalityLUT = modalityLUT
    self.voiLUT = voiLUT
    self.isInverted = isInverted
  }

  /// The same frame with another VOI transform than its header's.
  public func with(_ voiLUT: VOILUT) -> Radiograph {
    Radiograph(
      rows: rows,
      columns: columns,
      storedValues: storedValues,
      bitsStored: bitsStored,
      isSigned: isSigned,
      modalityLUT: modalityLUT,
      voiLUT: voiLUT,
      isInverted: isInverted
    )
  }
}

/// A table from a header: PS3.3 C.11.1.1.1 (LUT Descriptor and LUT Data).
public struct LookupTable: Sendable, Hashable {
  /// The input value that the first entry belongs to; lower inputs take the first entry.
  public let firstMapped: Int
  /// The entries; inputs beyond the last take the last.
  public let entries: [UInt16]
  /// How many bits an entry has, 8 to 16.
  public let bitsPerEntry: Int

  /// A table with at least one entry.
  public init(firstMapped: Int, entries: [UInt16], bitsPerEntry: Int) {
    precondition(!entries.isEmpty)
    self.firstMapped = firstMapped
    self.entries = entries
    self.bitsPerEntry = bitsPerEntry
  }
}

/// The modality transform of PS3.3 C.11.1.
public enum ModalityLUT: Sendable, Hashable {
  /// Stored values are used as they are.
  case identity
  /// `slope * stored + intercept`.
  case rescale(slope: Double, intercept: Double)
  /// A Modality LUT Sequence.
  case table(LookupTable)
}

/// The values-of-interest transform of PS3.3 C.11.2.
public enum VOILUT: Sendable, Hashable {
  /// The header states none: the full nominal range of the stored values is shown.
  case none
  /// The first Window Center and Window Width, with the VOI LUT Function that shapes them.
  case window(center: Double, width: Double, function: VOIFunction)
  /// The first item of a VOI LUT Sequence.
  case table(LookupTable)
}

/// The VOI LUT Function (0028,1056), PS3.3 C.11.2.1.3.
public enum VOIFunction: String, Sendable, Hashable, CaseIterable {
  /// The default, C.11.2.1.2.1.
  case linear = "LINEAR"
  /// C.11.2.1.3.2.
  case linearExact = "LINEAR_EXACT"
  /// C.11.2.1.3.1.
  case sigmoid = "SIGMOID"
}
