internal import Statistics

/// The intervals of one set of films: by formula where each film is a group, else by resamples.
///
/// What a resample is worth is computed once and kept, since many figures are taken from it.
struct Resampling {
  private struct Draw {
    let matrix: ConfusionMatrix
    let aurocs: [Double?]
    let precisions: [Double?]
    let brier: Double?
    let logLoss: Double?
  }

  let isGrouped: Bool
  private let films: ScoredFilms
  private let bootstrap: Bootstrap
  private let draws: [Draw]

  init(_ films: ScoredFilms, _ bootstrap: Bootstrap) {
    self.films = films
    self.bootstrap = bootstrap
    isGrouped = Set(films.groups).count < films.groups.count
    var draws: [Draw] = []
    _ = bootstrap.replicates(groups: films.groups) { resample in
      draws.append(Self.draw(resample, of: films))
      return nil
    }
    self.draws = draws
  }

  private static func draw(_ resample: Resample, of films: ScoredFilms) -> Draw {
    let probabilities = resample.films.map { films.probabilities[$0] }
    let truth = resample.films.map { films.truth[$0] }
    return Draw(
      matrix: ConfusionMatrix(
        labels: films.labels,
        truth: films.truth,
        predicted: films.called,
        weights: resample.counts
      ),
      aurocs: films.ranked.rankings.map { $0.auroc(counts: resample.counts) },
      precisions: films.ranked.rankings.map { $0.averagePrecision(counts: resample.counts) },
      brier: ProbabilityScore.brier(probabilities: probabilities, truth: truth),
      logLoss: ProbabilityScore.logLoss(probabilities: probabilities, truth: truth)
    )
  }

  /// A share of films.
  ///
  /// - Parameters:
  ///   - share: the figure of a matrix.
  ///   - counts: whether a film is in the share's denominator.
  /// - Returns: the share of the films with its interval.
  func share(
    _ share: (ConfusionMatrix) -> Proportion,
    among counts: (_ truth: Int, _ called: Int) -> Bool
  ) -> Estimate {
    let found = share(films.matrix)
    guard isGrouped else {
      return Estimate(found.value, found.interval, by: .wilson, of: found)
    }
    if found.trials > 0, found.successes == 0 || found.successes == found.trials {
      let groups = Set(
        films.groups.indices.filter { counts(films.truth[$0], films.called[$0]) }
          .map { films.groups[$0] }
      ).count
      let certain = Proportion(found.successes == 0 ? 0 : groups, of: groups)
      return Estimate(found.value, certain.interval, by: .wilsonOfGroups, of: found)
    }
    let interval = interval { share($0.matrix).value }
    return Estimate(found.value, interval, by: .bootstrap, of: found)
  }

  /// A figure of the matrix that is no share.
  func summary(_ figure: (ConfusionMatrix) -> Double?) -> Estimate {
    Estimate(figure(films.matrix), interval { figure($0.matrix) }, by: .bootstrap)
  }

  func auroc(of label: Int) -> Estimate {
    guard let curve = ROCCurve(films.ranked.rankings[label]) else {
      return Estimate(nil, nil, by: .bootstrap)
    }
    guard isGrouped else { return Estimate(curve.auroc, curve.interval, by: .delongLogit) }
    if curve.auroc == 0 || curve.auroc == 1 {
      let pairs = films.groups(of: label)
      let certain = Proportion(curve.auroc == 0 ? 0 : pairs, of: pairs)
      return Estimate(curve.auroc, certain.interval, by: .wilsonOfGroups)
    }
    return Estimate(curve.auroc, interval { $0.aurocs[label] }, by: .bootstrap)
  }

  func averagePrecision(of label: Int) -> Estimate {
    Estimate(
      films.ranked.rankings[label].averagePrecision(),
      interval { $0.precisions[label] },
      by: .bootstrap
    )
  }

  func macroAUROC() -> Estimate {
    let interval = interval { Self.mean($0.aurocs) }
    return Estimate(films.ranked.macroAUROC(), interval, by: .bootstrap)
  }

  func macroAveragePrecision() -> Estimate {
    let interval = interval { Self.mean($0.precisions) }
    return Estimate(films.ranked.macroAveragePrecision(), interval, by: .bootstrap)
  }

  func brier(_ value: Double?) -> Estimate {
    Estimate(value, interval { $0.brier }, by: .bootstrap)
  }

  func logLoss(_ value: Double?) -> Estimate {
    Estimate(value, interval { $0.logLoss }, by: .bootstrap)
  }

  /// The interval of a figure whose resamples are known: the same seed draws the same ones again.
  private func interval(_ figure: (Draw) -> Double?) -> ClosedRange<Double>? {
    var next = draws.makeIterator()
    return bootstrap.interval(groups: films.groups) { _ in next.next().flatMap(figure) }
  }

  private static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}
