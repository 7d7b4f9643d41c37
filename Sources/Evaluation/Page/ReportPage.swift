internal import Mustache

/// A film of the page's gallery, with its pictures as `data:` URIs.
public struct ConfusedFilm: Sendable, Hashable {
  /// What was said of it.
  public let prediction: Prediction
  /// The film, small.
  public let film: String?
  /// The heatmap, small.
  public let heatmap: String?

  /// A film; nil where there is no picture.
  public init(_ prediction: Prediction, film: String?, heatmap: String?) {
    self.prediction = prediction
    self.film = film
    self.heatmap = heatmap
  }
}

/// An evaluation as one HTML page that needs neither network nor scripts.
public struct ReportPage: Sendable {
  private let report: EvaluationReport
  private let predictions: [Prediction]
  private let confused: [ConfusedFilm]
  /// What the page says of itself at its head and its foot.
  private let notice: String
  /// When and by what it was made.
  private let made: String
  /// Which films the figures are of.
  private let basis: String
  /// The second bundle on the same films.
  public var compared: EvaluationReport?
  /// The tests of both bundles.
  public var comparison: ModelComparison?
  /// The bundle's lungs.
  public var lungs: LungReport?

  /// A page.
  ///
  /// - Parameters:
  ///   - report: all figures.
  ///   - predictions: the films that the report was made of, for the curves.
  ///   - confused: the gallery.
  ///   - notice: such as that this is no medical device.
  ///   - made: when and by what.
  ///   - basis: which films the figures are of.
  public init(
    _ report: EvaluationReport,
    _ predictions: [Prediction],
    confused: [ConfusedFilm],
    notice: String,
    made: String,
    basis: String
  ) {
    self.report = report
    self.predictions = predictions
    self.confused = confused
    self.notice = notice
    self.made = made
    self.basis = basis
  }

  /// The page.
  ///
  /// - Throws: what Mustache finds amiss in the template.
  public func html() throws -> String {
    let library = MustacheLibrary(templates: [
      "page": try MustacheTemplate(string: PageTemplate.html),
      "table": try MustacheTemplate(string: PageTemplate.table),
    ])
    let content: [String: Any] = [
      "model": report.model, "made": made, "notice": notice, "basis": basis,
      "style": PageStyle.css, "cards": cards, "coverage": PageSections.coverage(report),
      "sections": sections, "groups": groups, "hasFilms": !confused.isEmpty,
      "films": confused.map(film), "method": method,
      "remarks": report.remarks.map {
        ["sentence": $0.sentence, "subjects": $0.subjects] as [String: Any]
      },
    ]
    return library.render(content, withTemplate: "page") ?? ""
  }

  private var cards: [PageContent.Card] {
    func card(_ name: String, _ figure: Estimate?, _ detail: String) -> PageContent.Card {
      let interval = FigureText.interval(figure?.low, figure?.high)
      return PageContent.Card(
        name: name,
        value: FigureText.value(figure?.value),
        detail: [interval, detail].compactMap(\.self).joined(separator: ", ")
      )
    }
    let coverage = report.coverage
    return [
      PageContent.Card(
        name: "Coverage",
        value: FigureText.percent(coverage.answered.value),
        detail: "\(coverage.answered.successes ?? 0) of \(coverage.labelled) films answered"
      ),
      card("Accuracy", report.answered?.accuracy, "answered"),
      card("Balanced accuracy", report.answered?.balancedAccuracy, "answered"),
      card("Macro AUROC", report.answered?.macroAuroc, "answered"),
      card("Accuracy", report.all?.accuracy, "all with probabilities"),
    ]
  }

  private var sections: [PageContent.Section] {
    let answered = predictions.filter { !$0.isAbstained }
    let isSame = answered.count == predictions.count
    let sets = [
      (report.answered, answered, "Answered films", "The bundle gave a finding for these."),
      (
        isSame ? nil : report.all, predictions, "All films with probabilities",
        "\(predictions.count - answered.count) abstentions count by their most probable class."
      ),
    ]
    return sets.compactMap { set, films, title, detail in
      set.map {
        PageSections.figures(
          $0,
          films,
          labels: report.labels,
          title: title,
          detail: isSame
            ? "No film was abstained from: these are all films with probabilities."
            : detail
        )
      }
    }
  }

  private var groups: [PageContent.Section] {
    var groups: [PageContent.Section] = []
    if !report.slices.isEmpty {
      groups.append(
        PageContent.Section(
          title: "Parts of the films",
          detail: "Answered films; the last column counts abstentions too.",
          tables: PageSections.slices(report)
        )
      )
    }
    if let compared, let comparison {
      groups.append(
        PageContent.Section(
          title: "\(comparison.first) against \(comparison.second)",
          detail: """
            \(comparison.films) films that both have probabilities for. Only the first is right on \
            \(comparison.onlyFirstRight), only the second on \(comparison.onlySecondRight): \
            McNemar's exact p \(FigureText.value(comparison.mcnemarExactPValue)).
            """,
          tables: PageSections.comparison(report, compared, comparison)
        )
      )
    }
    if let lungs {
      groups.append(
        PageContent.Section(
          title: "Lungs of \(lungs.model) against drawn masks",
          detail: "Worst 5 %: the mean of that twentieth. Left out: \(lungs.unreadable.count).",
          tables: PageSections.lungs(lungs)
        )
      )
    }
    return groups
  }

  private func film(_ film: ConfusedFilm) -> PageContent.Film {
    let prediction = film.prediction
    let probabilities = zip(report.labels, prediction.probabilities).map {
      "\($0) \(FigureText.value($1))"
    }
    return PageContent.Film(
      name: prediction.film,
      truth: prediction.truth,
      called: report.labels[prediction.calledIndex],
      abstained: prediction.isAbstained ? " (abstained)" : "",
      probabilities: probabilities.joined(separator: ", "),
      film: film.film,
      heatmap: film.heatmap
    )
  }

  private var method: String {
    """
    Intervals are 95 %. Where every film is a group of its own, shares have Wilson's interval and \
    areas under the ROC curve DeLong's on the logit scale; everything else, and everything where \
    groups have several films, has percentiles of \(report.resamples) resamples in which whole \
    groups are drawn (seed \(report.seed)). The calibration error has 15 bins and no interval, since \
    resamples look worse calibrated than the films are. A dash means that there is nothing to \
    divide by.
    """
  }
}
