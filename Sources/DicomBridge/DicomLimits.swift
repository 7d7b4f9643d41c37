/// How much a file may ask for before it is refused.
///
/// The defaults let the largest films pass (a stitched 4,300 x 14,000 DX is 60 million pixels) and
/// hold a hostile file to a fraction of a gigabyte.
public struct DicomLimits: Sendable, Hashable {
  /// The size of a file, in bytes.
  public var maximumFileBytes = 1 << 30
  /// Rows times columns.
  public var maximumPixels = 100_000_000
  /// How deep sequences of undefined length may lie in each other.
  public var maximumDepth = 64
  /// Data elements, items and fragments that are walked over.
  public var maximumElements = 200_000
  /// The size of a deflated data set once it is inflated, in bytes.
  public var maximumInflatedBytes = 512 << 20
  /// How many bytes of attribute values are kept, all together.
  public var maximumHeaderBytes = 4 << 20

  /// The defaults.
  public static let standard = DicomLimits()

  /// The defaults, to be changed one by one.
  public init() {}
}
