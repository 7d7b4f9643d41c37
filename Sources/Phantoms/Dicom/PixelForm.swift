/// How a film's grey values are stored, and how the header says to read them.
public struct PixelForm: Sendable, Hashable {
  /// Photometric Interpretation (0028,0004) and Presentation LUT Shape (2050,0020).
  public enum Photometric: String, Sendable, Hashable, CaseIterable {
    /// The lowest value is black.
    case monochrome2 = "MONOCHROME2"
    /// The lowest value is white; no Presentation LUT Shape, as CR has it.
    case monochrome1 = "MONOCHROME1"
    /// The lowest value is white, said twice, as DX wants it: one inversion.
    case monochrome1Inverse = "MONOCHROME1+INVERSE"
    /// The lowest value is white, said by the shape alone, which DX does not allow.
    case monochrome2Inverse = "MONOCHROME2+INVERSE"

    var isInverted: Bool { self != .monochrome2 }
  }

  /// The values-of-interest transform, PS3.3 C.11.2.
  public enum ValuesOfInterest: String, Sendable, Hashable, CaseIterable {
    /// None is stated; the whole nominal range is used.
    case none
    /// One window without a function, hence LINEAR.
    case linear = "LINEAR"
    /// One window, LINEAR_EXACT.
    case linearExact = "LINEAR_EXACT"
    /// One window, SIGMOID.
    case sigmoid = "SIGMOID"
    /// Three windows of which the first counts.
    case several = "LINEAR x3"
    /// A VOI LUT Sequence of 16-bit entries.
    case table = "VOI LUT"
    /// A VOI LUT Sequence of 12-bit entries, and a window that is not to be used with it.
    case tableAndWindow = "VOI LUT + LINEAR"
  }

  /// The modality transform, PS3.3 C.11.1.
  public enum Modality: String, Sendable, Hashable, CaseIterable {
    /// Slope 1, intercept 0.
    case identity
    /// Slope 0.25, intercept -100: the window is not in units of stored values.
    case fractional
    /// Slope -1: stored values fall where the film gets whiter.
    case falling
    /// A Modality LUT Sequence.
    case table
  }

  /// What lies in the bits above Bits Stored.
  public enum HighBits: String, Sendable, Hashable, CaseIterable {
    /// Zeros, or the sign.
    case clean
    /// Anything.
    case rubbish
    /// A plane of an overlay, group 6000, as it was allowed until 2004.
    case overlay
    /// The values themselves: High Bit is 15, and the low bits are free.
    case values
  }

  /// 2 to 16; up to 8 are stored in bytes.
  public var bitsStored: Int
  /// Whether stored values are two's complement.
  public var isSigned: Bool
  /// What the lowest value looks like.
  public var photometric: Photometric
  /// From values with a meaning to grey.
  public var valuesOfInterest: ValuesOfInterest
  /// From stored values to values with a meaning.
  public var modality: Modality
  /// What lies above the stored bits.
  public var highBits: HighBits
  /// Whether a border is Pixel Padding Value.
  public var isPadded: Bool

  /// A form by its properties; the defaults are those of most films.
  public init(
    bitsStored: Int = 12,
    isSigned: Bool = false,
    photometric: Photometric = .monochrome2,
    valuesOfInterest: ValuesOfInterest = .linear,
    modality: Modality = .identity,
    highBits: HighBits = .clean,
    isPadded: Bool = false
  ) {
    precondition((2...16).contains(bitsStored))
    self.bitsStored = bitsStored
    self.isSigned = isSigned
    self.photometric = photometric
    self.valuesOfInterest = valuesOfInterest
    self.modality = modality
    self.highBits = highBits
    self.isPadded = isPadded
  }

  var bitsAllocated: Int { bitsStored <= 8 ? 8 : 16 }
}
