internal import Statistics

/// The curves of every class, one against the others.
struct CurvePlots {
  private let films: ScoredFilms

  init(_ films: ScoredFilms) { self.films = films }

  /// Sensitivity against false alarms.
  var roc: String {
    let curves = films.ranked.rankings.enumerated().compactMap { index, ranking in
      ROCCurve(ranking).map { curve in
        PlotFrame.path(
          curve.points.map { ($0.falsePositiveRate, $0.truePositiveRate) },
          style: Self.style(index)
        )
      }
    }
    return PlotFrame(
      title: "ROC curves",
      abscissa: "1 - specificity",
      ordinate: "sensitivity"
    ).svg(PlotFrame.diagonal(rising: true) + curves.joined())
  }

  /// Precision against recall in steps, as the average precision sums them up.
  var precisionRecall: String {
    let curves = films.ranked.rankings.enumerated().compactMap { index, ranking in
      PrecisionRecallCurve(ranking).map { curve in
        var points: [(Double, Double)] = []
        var recall = 0.0
        for point in curve.points {
          let precision = point.precision.value ?? 0
          points.append((recall, precision))
          recall = point.recall.value ?? 0
          points.append((recall, precision))
        }
        return PlotFrame.path(points, style: Self.style(index))
      }
    }
    return PlotFrame(
      title: "Precision-recall curves",
      abscissa: "recall (sensitivity)",
      ordinate: "precision (PPV)"
    ).svg(curves.joined())
  }

  /// Colour and dashes of a class: either tells the curves apart, on a screen or on paper.
  static func style(_ index: Int) -> String { "curve class-\(index % 6)" }
}
