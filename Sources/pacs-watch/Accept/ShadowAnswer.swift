import Evaluation

/// What `model compare` says about one serving bundle and one second bundle.
struct ShadowAnswer: Encodable {
  let agreement: ShadowAgreement
  /// Which of them is right more often, where labels were given.
  var comparison: ModelComparison?
  var remarks: [EvaluationRemark] = []

  /// For a person.
  var text: String {
    let found = agreement
    var text = "serving: \(found.served.text)\nshadow:  \(found.shadow.text)\n"
    let readings = found.readings.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    text += "films:   \(found.films), of which the shadow's readings: "
    text += readings.joined(separator: ", ") + "\n"
    if let mean = found.meanMilliseconds {
      text +=
        "time:    \(Figure.text(mean)) ms a film, \(Figure.text(found.largestMilliseconds)) at most\n"
    }
    guard found.read > 0 else {
      return text + "No film has probabilities of both with the same labels.\n"
    }
    text += "\nMost probable class, served (rows) and shadow (columns), \(found.read) films\n"
    text += Output.table(
      [""] + found.labels,
      zip(found.labels, found.agreement).map { [$0] + $1.map(String.init) }
    )
    text += "\n" + Output.table(["figure", "value"], figures)
    text += "\n" + comparisonText
    if !found.mostDiffering.isEmpty {
      text += "Most differing films\n"
      text += Output.table(ShadowLine.columns, found.mostDiffering.map(\.cells))
    }
    return text
  }

  private var figures: [[String]] {
    let found = agreement
    let share = Figure.text(found.agreementShare, found.agreementLow, found.agreementHigh)
    var rows = [
      ["same class", share], ["Cohen's kappa", Figure.text(found.kappa)],
      ["both answered", "\(found.abstentions.bothAnswered)"],
      ["only the served answered", "\(found.abstentions.onlyServedAnswered)"],
      ["only the shadow answered", "\(found.abstentions.onlyShadowAnswered)"],
      ["neither answered", "\(found.abstentions.neitherAnswered)"],
      ["mean absolute difference of probabilities", Figure.text(found.meanAbsoluteDifference)],
    ]
    rows += found.differences.map { difference in
      [
        "  \(difference.label)",
        "\(Figure.text(difference.meanAbsolute)) (shadow - served \(Figure.text(difference.mean)), "
          + "largest \(Figure.text(difference.largest)))",
      ]
    }
    return rows
  }

  private var comparisonText: String {
    guard let comparison else { return "" }
    var rows = [
      ["films with a label", "\(comparison.films)"],
      ["only the served is right", "\(comparison.onlyFirstRight)"],
      ["only the shadow is right", "\(comparison.onlySecondRight)"],
      ["McNemar, exact p", Figure.text(comparison.mcnemarExactPValue)],
      ["McNemar, chi-square p", Figure.text(comparison.mcnemarChiSquarePValue)],
    ]
    rows += comparison.classes.map { area in
      [
        "AUROC \(area.label)",
        "\(Figure.text(area.firstAuroc)) served, \(Figure.text(area.secondAuroc)) shadow; difference "
          + "\(Figure.text(area.difference, area.low, area.high)), DeLong p \(Figure.text(area.pValue))",
      ]
    }
    return "Against the labels\n" + Output.table(["figure", "value"], rows) + "\n"
  }
}
