/// How like the training films a film is, as far as the bundle can tell.
public struct FilmLikeness: Sendable, Hashable {
  /// The squared Mahalanobis distance from the training films, a channel: about 1 for one of them;
  /// nil where the bundle measures none.
  public let distance: Double?
  /// The largest distance at which the model answers.
  public let limit: Double?
  /// How the film is displayed, most probably; nil where the bundle does not ask.
  public let display: FilmDisplay?
  /// The probability of `display`.
  public let displayProbability: Double?
  /// Whether the bundle holds the film for wrongly displayed.
  public let isWronglyDisplayed: Bool

  /// Whether the film is farther from the training films than the bundle allows.
  public var isTooFar: Bool {
    guard let distance, let limit else { return false }
    return distance > limit
  }

  /// A film of which nothing is known: the bundle has no such check.
  static let unknown = Self(
    distance: nil,
    limit: nil,
    display: nil,
    displayProbability: nil,
    isWronglyDisplayed: false
  )
}
