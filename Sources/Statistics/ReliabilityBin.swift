/// The films whose confidence lies in one stretch, and how often they had what was claimed.
public struct ReliabilityBin: Sendable, Hashable {
  /// The bin holds confidences above this; the first bin also 0 itself.
  public let above: Double
  /// The bin holds confidences up to this one.
  public let upTo: Double
  /// How often the claim was true; of nothing in an empty bin.
  public let observed: Proportion
  /// The mean confidence; nil in an empty bin.
  public let meanConfidence: Double?

  /// The films in the bin.
  public var films: Int { observed.trials }

  /// Mean confidence less observed share: above 0 it claims too much; nil in an empty bin.
  public var gap: Double? {
    guard let meanConfidence, let share = observed.value else { return nil }
    return meanConfidence - share
  }
}
