public import LinearAlgebra

/// The features of films whose class is known: what a head is fitted to.
public struct LabelledFeatures: Sendable {
  /// A row a film: the feature map's mean over its area, as the network's own head reads it.
  public let features: Matrix
  /// For each film, the index of its class.
  public let classes: [Int]
  /// For each film, what it shares with films of the same patient: they stay in one fold.
  public let groups: [String]

  /// Features with their truth; one class and one group for each row.
  public init(features: Matrix, classes: [Int], groups: [String]) {
    precondition(features.rows == classes.count && features.rows == groups.count)
    self.features = features
    self.classes = classes
    self.groups = groups
  }
}
