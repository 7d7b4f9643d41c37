public import LinearAlgebra

/// The features of films whose class is known: what heads are fitted to.
public struct LabelledFeatures: Sendable, Hashable {
  /// For each network a matrix with a row a film: the feature map's mean over its area, as the
  /// network's own head reads it.
  public let networks: [Matrix]
  /// For each film, the index of its class.
  public let classes: [Int]
  /// For each film, what it shares with films of the same patient: they stay in one fold.
  public let groups: [String]

  /// Features with their truth; a class and a group for each row of each network's matrix.
  public init(networks: [Matrix], classes: [Int], groups: [String]) {
    precondition(!networks.isEmpty, "a classifier has a network")
    precondition(networks.allSatisfy { $0.rows == classes.count }, "a film has a class")
    precondition(classes.count == groups.count, "a film has a group")
    self.networks = networks
    self.classes = classes
    self.groups = groups
  }

  /// How many films.
  public var count: Int { classes.count }
}
