extension LabelledFilms {
  /// The films that were called wrongly, the most certain errors first.
  ///
  /// - Parameters:
  ///   - labels: the classes in the order of the probabilities.
  ///   - limit: at most so many.
  /// - Returns: abstentions too, by their most probable class.
  public func mostConfused(labels: [String], limit: Int) -> [Prediction] {
    let wrong = predictions.filter { labels[$0.calledIndex] != $0.truth }
    return Array(
      wrong.sorted {
        let (first, second) = ($0.probabilities[$0.calledIndex], $1.probabilities[$1.calledIndex])
        return first == second ? $0.film < $1.film : first > second
      }.prefix(limit)
    )
  }
}
