public import Imaging

/// A decoded instance without its stored values.
public struct InstanceDescription: Sendable, Hashable {
  /// The attributes.
  public var header = DicomHeader()
  /// The number of rows.
  public var rows = 0
  /// The number of columns.
  public var columns = 0
  /// How many bits of a stored value count, 1 to 16.
  public var bitsStored = 1
  /// Whether a stored value is two's complement.
  public var isSigned = false
  /// From stored values to values with a meaning.
  public var modalityLUT = ModalityLUT.identity
  /// From values with a meaning to grey values.
  public var voiLUT = VOILUT.none
  /// Whether the lowest grey value is to be shown white.
  public var isInverted = false
  /// As `DecodedInstance.flags`.
  public var flags: [String] = []
  /// As `DecodedInstance.decoderName`.
  public var decoderName = ""

  /// An instance of which nothing is known.
  public init() {}

  /// The instance, with its stored values.
  ///
  /// - Precondition: `rows * columns` values of `bitsStored` bits.
  public func instance(_ storedValues: [UInt16]) -> DecodedInstance {
    DecodedInstance(
      header: header,
      radiograph: Radiograph(
        rows: rows,
        columns: columns,
        storedValues: storedValues,
        bitsStored: bitsStored,
        isSigned: isSigned,
        modalityLUT: modalityLUT,
        voiLUT: voiLUT,
        isInverted: isInverted
      ),
      flags: flags,
      decoderName: decoderName
    )
  }
}
