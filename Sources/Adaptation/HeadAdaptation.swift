internal import LinearAlgebra

/// New heads for the networks of a bundle, fitted to a department's own films, and what
/// cross-validation says of them.
public struct HeadAdaptation: Sendable, Hashable {
  /// A class among the films.
  public struct ClassCount: Sendable, Hashable, Codable {
    /// The class.
    public let label: String
    /// Its films.
    public let films: Int
    /// Their patients.
    public let patients: Int
  }

  /// For each network, the new head.
  public let heads: [LinearHead]
  /// What divides the new heads' logits.
  public let temperature: Double
  /// C of the new heads, in units of the features' total variance.
  public let inverseRegularization: Double
  /// What cross-validation over all films would choose.
  public let choice: HeadChoice
  /// For each candidate, its cross-validated loss.
  public let losses: [HeadChoice: Double]
  /// What the folds of the nested cross-validation chose.
  public let foldChoices: [HeadChoice]
  /// The bundle as it is, on all films.
  public let before: AdaptationFigures
  /// Heads fitted in the same way, each on the patients that it was not fitted to.
  public let after: AdaptationFigures
  /// By how much the loss falls, paired by film.
  public let gain: AdaptationFigures.Figure
  /// The films of each class.
  public let classes: [ClassCount]
  /// All films.
  public let films: Int
  /// Their patients.
  public let patients: Int
  /// How it was fitted.
  public let options: AdaptationOptions

  /// Whether a new head was chosen, lowers the loss on patients that it was not fitted to, and ranks
  /// films no worse.
  ///
  /// The loss alone would not do: a head that is less sure of everything can lower it.
  public var isBetter: Bool {
    guard choice != .stay, (gain.value ?? 0) > 0 else { return false }
    return (after.macroAUROC ?? 0) >= (before.macroAUROC ?? 0)
  }

  /// Fits and validates.
  ///
  /// The figures `after` are from a nested cross-validation: every fold chooses C and temperature from
  /// its own films (Varma & Simon 2006, BMC Bioinformatics 7:91), so the best of many tries does not
  /// flatter them.
  ///
  /// - Parameters:
  ///   - data: films whose class is known.
  ///   - present: for each network, the head that it has.
  ///   - temperature: what divides its logits now.
  ///   - labels: the classes in the order of the logits.
  ///   - options: how to fit.
  /// - Throws: `AdaptationError` when there are too few films, or features that are no numbers.
  public init(
    _ data: LabelledFeatures,
    present: [LinearHead],
    temperature: Double,
    labels: [String],
    options: AdaptationOptions = AdaptationOptions()
  ) throws(AdaptationError) {
    classes = try Self.counts(data, labels)
    for (network, (head, features)) in zip(present, data.networks).enumerated()
    where head.weights.columns != features.columns {
      throw .wrongChannels(
        network: network + 1,
        features: features.columns,
        head: head.weights.columns
      )
    }
    let calibrated = present.map { $0.divided(by: temperature) }
    let validation: CrossValidation
    do throws(LinearAlgebraError) {
      validation = try CrossValidation(data, heads: calibrated, options: options)
    } catch { throw .algebra(error) }
    let all = Array(0..<data.count)
    var selection = validation.select(among: all)
    choice = selection.choice
    losses = Dictionary(selection.losses.map { ($0.choice, $0.loss) }) { first, _ in first }
    if selection.choice == .stay {
      // Only for one who insists on a new head.
      selection = validation.select(
        among: all,
        candidates: HeadChoice.candidates.filter { $0 != .stay }
      )
    }
    guard case .fit(let chosen) = selection.choice else {
      preconditionFailure("there are candidates beside staying")
    }
    inverseRegularization = chosen
    self.temperature = selection.temperature
    heads = calibrated.enumerated().map { network, head in
      validation.head(network, chosen, on: options.prior == .present ? head : nil)
    }
    let nested = validation.nestedProbabilities()
    foldChoices = nested.choices
    let old = meanProbabilities(
      zip(calibrated, data.networks).map { $0.logits(of: $1) },
      temperature: 1
    )
    let weights = options.classWeights
    before = AdaptationFigures(old, data, labels: labels, classWeights: weights)
    after = AdaptationFigures(nested.probabilities, data, labels: labels, classWeights: weights)
    gain = AdaptationFigures.gain(from: old, to: nested.probabilities, data, weights)
    films = data.count
    patients = Set(data.groups).count
    self.options = options
  }

  private static func counts(
    _ data: LabelledFeatures,
    _ labels: [String]
  ) throws(AdaptationError) -> [ClassCount] {
    var counts: [ClassCount] = []
    for (index, label) in labels.enumerated() {
      let films = data.classes.indices.filter { data.classes[$0] == index }
      let patients = Set(films.map { data.groups[$0] }).count
      guard patients >= AdaptationOptions.leastPatients else {
        throw .tooFewPatients(
          label: label,
          patients: patients,
          films: films.count,
          needed: AdaptationOptions.leastPatients
        )
      }
      counts.append(ClassCount(label: label, films: films.count, patients: patients))
    }
    return counts
  }
}
