internal import LinearAlgebra

/// Fits heads to some of the films and asks them about the others.
struct CrossValidation {
  /// What a choice says of films that it was not fitted to.
  struct Selection {
    /// The choice of least loss.
    let choice: HeadChoice
    /// For each candidate, its loss.
    let losses: [(choice: HeadChoice, loss: Double)]
    /// What makes the choice's probabilities honest; 1 for staying.
    let temperature: Double
  }

  private let data: LabelledFeatures
  private let labels: Int
  private let options: AdaptationOptions
  private let spaces: [FeatureSpace]
  /// For each network, the logits of the present head.
  private let present: [Matrix]
  /// For each network, the logits from which a fit starts: the prior's.
  private let offsets: [Matrix]

  /// - Parameters:
  ///   - data: all films.
  ///   - heads: the present heads, whose logits are at temperature 1.
  ///   - options: how to fit.
  /// - Throws: why the features span no space.
  init(
    _ data: LabelledFeatures,
    heads: [LinearHead],
    options: AdaptationOptions
  ) throws(LinearAlgebraError) {
    self.data = data
    self.options = options
    labels = heads[0].bias.count
    var spaces: [FeatureSpace] = []
    for features in data.networks {
      guard features.isFinite else { throw .notFinite }
      spaces.append(try FeatureSpace(of: features))
    }
    self.spaces = spaces
    present = zip(heads, data.networks).map { $0.logits(of: $1) }
    let zero = Matrix(rows: data.count, columns: labels)
    offsets = options.prior == .present ? present : present.map { _ in zero }
  }

  /// Chooses by the loss on held-out patients among some films.
  ///
  /// - Parameters:
  ///   - films: the films that may be looked at.
  ///   - candidates: what to choose between.
  /// - Returns: the choice; of equals the first.
  func select(
    among films: [Int],
    candidates: [HeadChoice] = HeadChoice.candidates
  ) -> Selection {
    let classes = films.map { data.classes[$0] }
    let weights = options.classWeights.weights(classes)
    let folds = folds(of: films)
    var logits = candidates.map { _ in
      present.map { Matrix(rows: films.count, columns: $0.columns) }
    }
    for fold in 0..<folds.count {
      let fitted = folds.fitted(fold).map { films[$0] }
      let heldOut = folds.heldOut(fold)
      for network in present.indices {
        var start: [Double]?
        for (index, candidate) in candidates.enumerated() {
          let answer = answer(
            candidate,
            network,
            fitted,
            asked: heldOut.map { films[$0] },
            from: &start
          )
          for (row, film) in heldOut.enumerated() {
            for label in 0..<labels { logits[index][network][film, label] = answer[row, label] }
          }
        }
      }
    }
    let losses = logits.map {
      weightedLogLoss(
        meanProbabilities($0, temperature: 1),
        classes: classes,
        weights: weights
      )
    }
    let best = losses.indices.reduce(0) { losses[$1] < losses[$0] ? $1 : $0 }
    let temperature =
      candidates[best] == .stay
      ? 1
      : TemperatureFit.temperature(logits[best], classes: classes, weights: weights)
    return Selection(
      choice: candidates[best],
      losses: zip(candidates, losses).map { ($0, $1) },
      temperature: temperature
    )
  }

  /// Probabilities for every film from heads that saw none of its patient's films.
  ///
  /// Each fold chooses and calibrates by itself, so that the figures are not those of the luckiest C.
  func nestedProbabilities() -> (probabilities: [[Double]], choices: [HeadChoice]) {
    let folds = folds(of: Array(0..<data.count))
    var probabilities = [[Double]](repeating: [], count: data.count)
    var choices: [HeadChoice] = []
    for fold in 0..<folds.count {
      let (fitted, heldOut) = (folds.fitted(fold), folds.heldOut(fold))
      let selection = select(among: fitted)
      choices.append(selection.choice)
      let answers = present.indices.map { network in
        var start: [Double]?
        return answer(selection.choice, network, fitted, asked: heldOut, from: &start)
      }
      let rows = meanProbabilities(answers, temperature: selection.temperature)
      for (film, row) in zip(heldOut, rows) { probabilities[film] = row }
    }
    return (probabilities, choices)
  }

  /// The head of a network fitted with C to all films.
  func head(_ network: Int, _ inverseRegularization: Double, on prior: LinearHead?) -> LinearHead {
    let all = Array(0..<data.count)
    let (objective, found) = fit(network, all, inverseRegularization, from: nil)
    return spaces[network].head(
      objective.coefficients(of: found),
      bias: objective.bias(of: found),
      on: prior
    )
  }

  private func folds(of films: [Int]) -> GroupedFolds {
    let patients = Dictionary(grouping: films) { data.classes[$0] }
      .map { Set($0.value.map { data.groups[$0] }).count }
    return GroupedFolds(
      classes: films.map { data.classes[$0] },
      groups: films.map { data.groups[$0] },
      count: max(2, min(options.folds, patients.min() ?? 2)),
      seed: options.seed
    )
  }

  private func answer(
    _ choice: HeadChoice,
    _ network: Int,
    _ fitted: [Int],
    asked: [Int],
    from start: inout [Double]?
  ) -> Matrix {
    guard case .fit(let inverseRegularization) = choice else {
      return present[network].rows(at: asked)
    }
    // The fit of the C before is near.
    let (objective, found) = fit(network, fitted, inverseRegularization, from: start)
    start = found
    let head = LinearHead(
      weights: objective.coefficients(of: found),
      bias: objective.bias(of: found)
    )
    var logits = head.logits(of: spaces[network].coordinates.rows(at: asked))
    logits.values.add(offsets[network].rows(at: asked).values, times: 1)
    return logits
  }

  private func fit(
    _ network: Int,
    _ films: [Int],
    _ inverseRegularization: Double,
    from start: [Double]?
  ) -> (SoftmaxObjective, [Double]) {
    let classes = films.map { data.classes[$0] }
    let objective = SoftmaxObjective(
      features: spaces[network].coordinates.rows(at: films),
      classes: classes,
      weights: options.classWeights.weights(classes),
      offsets: offsets[network].rows(at: films),
      inverseRegularization: inverseRegularization
    )
    let begin = start ?? [Double](repeating: 0, count: objective.parameters)
    // Figures need no more digits than this; the tolerance counts from the first slope.
    let search = LimitedMemoryBFGS(tolerance: 1e-7)
    return (objective, search.minimum(of: { objective($0) }, from: begin).point)
  }
}
