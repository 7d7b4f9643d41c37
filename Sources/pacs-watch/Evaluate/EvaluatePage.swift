import Evaluation
import Foundation
import Imaging
import Pipeline

/// The report as one HTML page, with the most confused films as small pictures.
struct EvaluatePage {
  private let answer: EvaluateAnswer
  private let films: LabelledFilms

  /// How many films the page shows.
  private static let gallery = 24
  private let thumbnail = Thumbnail(maximumSide: 384)

  init(_ answer: EvaluateAnswer, _ films: LabelledFilms) {
    self.answer = answer
    self.films = films
  }

  /// Replaces the file as a whole.
  ///
  /// - Throws: `AtomicFileError`, or `EvaluateError.picture`.
  func write(to file: URL, now: Date = Date()) throws {
    guard let report = answer.evaluation else { return }
    let confused = try films.mostConfused(labels: report.labels, limit: Self.gallery).map { film in
      let result = films.films[film.film]
      return ConfusedFilm(
        film,
        film: try result?.image.map(picture),
        heatmap: try result?.heatmap.map(heatmap)
      )
    }
    var page = ReportPage(
      report,
      films.predictions,
      confused: confused,
      notice: ResearchNotice.text,
      made: "\(now.formatted(.iso8601)), pacs-watch \(ProgramVersion.current)",
      basis: EvaluateAnswer.basis
    )
    page.compared = answer.compared
    page.comparison = answer.comparison
    page.lungs = answer.lungs
    try AtomicFile().write(Array(try page.html().utf8), to: file)
  }

  private func picture(_ file: URL) throws -> String {
    try reading(file) { try JPEGFile.encode(thumbnail.of(PNGFile.decode($0))) }
  }

  private func heatmap(_ file: URL) throws -> String {
    try reading(file) { try JPEGFile.encode(thumbnail.of(PNGFile.decodeColor($0))) }
  }

  private func reading(_ file: URL, _ shrink: ([UInt8]) throws -> [UInt8]) throws -> String {
    do {
      let jpeg = try shrink(Array(try Data(contentsOf: file)))
      return "data:image/jpeg;base64,\(Data(jpeg).base64EncodedString())"
    } catch { throw EvaluateError.picture(path: file.path, cause: "\(error)") }
  }
}
