/// How much a film counts in the loss.
public enum ClassWeights: String, Sendable, Hashable, CaseIterable, Codable {
  /// Every class counts the same: films / (classes x films of the class), as in scikit-learn.
  case balanced
  /// Every film counts the same.
  case none

  /// A weight for each film; they sum to the number of films.
  ///
  /// - Parameter classes: for each film, the index of its class.
  /// - Returns: the weights; classes without films take no share.
  public func weights(_ classes: [Int]) -> [Double] {
    guard self == .balanced else { return Array(repeating: 1, count: classes.count) }
    let counts = Dictionary(grouping: classes) { $0 }.mapValues(\.count)
    return classes.map { Double(classes.count) / Double(counts.count * (counts[$0] ?? 1)) }
  }
}
