/// How two masks, such as a segmented lung and a drawn one, cover each other.
public struct Overlap: Sendable, Hashable {
  /// The pixels in both masks.
  public let intersection: Int
  /// The pixels in the first mask.
  public let first: Int
  /// The pixels in the second mask.
  public let second: Int

  /// An overlap from counts of pixels; the intersection is within both masks.
  public init(intersection: Int, first: Int, second: Int) {
    precondition(
      0 <= intersection && intersection <= min(first, second),
      "an intersection lies within both masks"
    )
    self.intersection = intersection
    self.first = first
    self.second = second
  }

  /// Twice the intersection over the sum of both (Dice 1945, Ecology 26:297); nil of two empty masks.
  public var dice: Double? { Proportion(2 * intersection, of: first + second).value }

  /// The intersection over the union (Jaccard 1912, New Phytologist 11:37); nil of two empty masks.
  public var intersectionOverUnion: Double? {
    Proportion(intersection, of: first + second - intersection).value
  }
}
