internal import Statistics

/// How many of the labelled films got an answer.
public struct Coverage: Sendable, Hashable, Codable {
  /// The films with a label that the bundle knows.
  public let labelled: Int
  /// How each ended, by `FilmResult.Status`; every status is there.
  public let byStatus: [String: Int]
  /// Why films got no answer, such as `lateral-view`, with their number.
  public let reasons: [String: Int]
  /// Of the labelled films, those that were answered.
  public let answered: Estimate
  /// Of the labelled films, those that have probabilities: answered and abstained.
  public let scored: Estimate

  init(_ predictions: [Prediction], _ unread: [UnreadFilm]) {
    var byStatus = Dictionary(
      FilmResult.Status.allCases.map { ($0.rawValue, 0) },
      uniquingKeysWith: { first, _ in first }
    )
    var reasons: [String: Int] = [:]
    for prediction in predictions {
      let status = prediction.isAbstained ? FilmResult.Status.abstained : .answered
      byStatus[status.rawValue, default: 0] += 1
    }
    for film in unread {
      byStatus[film.status.rawValue, default: 0] += 1
      if let reason = film.reason { reasons[reason, default: 0] += 1 }
    }
    let all = predictions.count + unread.count
    let answeredShare = Proportion(predictions.count { !$0.isAbstained }, of: all)
    let scoredShare = Proportion(predictions.count, of: all)
    labelled = all
    self.byStatus = byStatus
    self.reasons = reasons
    answered = Estimate(answeredShare.value, answeredShare.interval, by: .wilson, of: answeredShare)
    scored = Estimate(scoredShare.value, scoredShare.interval, by: .wilson, of: scoredShare)
  }
}

/// The coverage of one class, or of one value of a property.
public struct NamedCoverage: Sendable, Hashable, Codable {
  /// The class or value.
  public let name: String
  /// Its coverage.
  public let coverage: Coverage
}
