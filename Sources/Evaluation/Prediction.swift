/// What a bundle said of one film, beside what is known of it.
public struct Prediction: Sendable, Hashable {
  /// The film, as messages and tables may name it: a path or a UID, never patient data.
  public let film: String
  /// The known class; one of the bundle's labels.
  public let truth: String
  /// The probabilities in the order of the bundle's labels; they sum to 1.
  public let probabilities: [Double]
  /// Whether the bundle gave no answer.
  public let isAbstained: Bool
  /// What films that belong together share, such as a patient; intervals are drawn over groups.
  public let group: String
  /// What figures are split by: source, view, and any further column of the labels.
  public let properties: [String: String]
  /// The film's heatmap, if one was drawn.
  public let heatmapFile: String?

  /// A prediction of a film whose class is known.
  public init(
    film: String,
    truth: String,
    probabilities: [Double],
    isAbstained: Bool = false,
    group: String,
    properties: [String: String] = [:],
    heatmapFile: String? = nil
  ) {
    self.film = film
    self.truth = truth
    self.probabilities = probabilities
    self.isAbstained = isAbstained
    self.group = group
    self.properties = properties
    self.heatmapFile = heatmapFile
  }
}
