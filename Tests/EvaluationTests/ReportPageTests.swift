import Foundation
import TestSupport
import Testing

@testable import Evaluation

@Suite("A page")
struct ReportPageTests {
  private static let hostile = "<script>alert('x')</script>&\".dcm"

  private func page() throws -> String {
    let labels = ["<b>A", "B"]
    let films = (0..<20).map { number in
      let share = Double(number) / 20
      return Prediction(
        film: number == 0 ? Self.hostile : "film-\(number)",
        truth: labels[number % 2],
        probabilities: [share, 1 - share],
        isAbstained: number == 10,
        group: "g\(number)",
        properties: ["source": "<i>east"]
      )
    }
    let report = EvaluationReport(
      films,
      remarks: [EvaluationRemark(.filmWithoutLabel, [Self.hostile])],
      model: "m<1>",
      labels: labels,
      splits: ["source"]
    )
    return try ReportPage(
      report,
      films,
      confused: [ConfusedFilm(films[0], film: nil, heatmap: nil)],
      notice: "Research software, not a medical device",
      made: "today",
      basis: "answered and all"
    ).html()
  }

  @Test func `runs no script, loads nothing, and escapes every name`() throws {
    let page = try page()
    #expect(!page.lowercased().contains("<script"))
    #expect(!page.contains("http:") && !page.contains("https:"))
    #expect(!page.contains("<i>east") && page.contains("&lt;i&gt;east"))
    #expect(!page.contains("<b>A") && page.contains("&lt;b&gt;A"))
    #expect(page.contains("default-src 'none'"))
    #expect(page.components(separatedBy: "not a medical device").count == 3, "head and foot say it")
  }

  @Test func `shows every plot for the answered and for all films`() throws {
    let page = try page()
    for plot in [
      "Confusion matrix", "ROC curves", "Precision-recall curves", "Reliability diagram",
    ] {
      #expect(page.components(separatedBy: "aria-label=\"\(plot)\"").count == 3)
    }
    #expect(page.contains("prefers-color-scheme:dark"))
    #expect(page.contains("@media print"))
  }

  @Test func `draws a curve as a few points from corner to corner`() {
    let films = (0..<400).map { number in
      Prediction(
        film: "\(number)",
        truth: number < 200 ? "A" : "B",
        probabilities: [1 - Double(number) / 400, Double(number) / 400],
        group: "\(number)"
      )
    }
    let roc = CurvePlots(ScoredFilms(films, labels: ["A", "B"])).roc
    #expect(roc.contains("M46 272L"), "from (0, 0)")
    #expect(roc.contains("L310 8\""), "to (1, 1)")
  }
}
