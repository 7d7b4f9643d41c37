/// How a head is fitted on site.
public struct AdaptationOptions: Sendable, Hashable {
  /// Towards which weights the penalty draws.
  public enum Prior: String, Sendable, Hashable, CaseIterable, Codable {
    /// Those of the present head.
    case present
    /// Zero, as in plain logistic regression.
    case zero
  }

  /// Towards which weights the penalty draws.
  public var prior = Prior.present
  /// How much a film counts, in the fit, in the choice and in the temperature.
  public var classWeights = ClassWeights.balanced
  /// Folds, where a class has as many patients.
  public var folds = 5
  /// Deals the patients into folds; the same one gives the same head.
  public var seed: UInt64 = 1

  /// The least number of patients of each class: with fewer, a fold would lack the class.
  public static let leastPatients = 5

  /// The defaults.
  public init() {}
}
