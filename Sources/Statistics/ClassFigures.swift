/// How one class was told from all others (one against the rest).
///
/// Every share is nil of nothing: the sensitivity for a class without films, the positive predictive
/// value of a class that was never named. Definitions: Altman & Bland (1994), BMJ 308:1552 and 309:102.
public struct ClassFigures: Sendable, Hashable {
  /// Films of the class that were called so.
  public let truePositives: Int
  /// Films of other classes that were called so.
  public let falsePositives: Int
  /// Films of the class that were called otherwise.
  public let falseNegatives: Int
  /// Films of other classes that were called otherwise, whether rightly among themselves or not.
  public let trueNegatives: Int

  /// The figures of four counts, none below 0.
  public init(truePositives: Int, falsePositives: Int, falseNegatives: Int, trueNegatives: Int) {
    precondition(
      min(truePositives, falsePositives, falseNegatives, trueNegatives) >= 0,
      "counts are not negative"
    )
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.trueNegatives = trueNegatives
  }

  /// The films of the class.
  public var support: Int { truePositives + falseNegatives }

  /// All films.
  public var films: Int { support + falsePositives + trueNegatives }

  /// Of the films of the class, those called so; also named recall.
  public var sensitivity: Proportion { Proportion(truePositives, of: support) }

  /// Of the films of other classes, those called otherwise.
  public var specificity: Proportion {
    Proportion(trueNegatives, of: trueNegatives + falsePositives)
  }

  /// Of the films called so, those of the class; also named precision.
  public var positivePredictiveValue: Proportion {
    Proportion(truePositives, of: truePositives + falsePositives)
  }

  /// Of the films called otherwise, those of other classes.
  public var negativePredictiveValue: Proportion {
    Proportion(trueNegatives, of: trueNegatives + falseNegatives)
  }

  /// Of all films, those of the class.
  public var prevalence: Proportion { Proportion(support, of: films) }

  /// Of all films, those on the right side of this class.
  public var accuracy: Proportion { Proportion(truePositives + trueNegatives, of: films) }

  /// The harmonic mean of sensitivity and positive predictive value (van Rijsbergen 1979).
  ///
  /// As 2 TP / (2 TP + FP + FN) it is 0 for a class that was only ever named wrongly, and nil only for
  /// one that has no films and was never named.
  public var f1: Double? {
    Proportion(2 * truePositives, of: 2 * truePositives + falsePositives + falseNegatives).value
  }
}
