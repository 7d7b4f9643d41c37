import Evaluation
import Foundation
import Imaging

/// One row a labelled film with truth and probabilities, for programs such as scikit-learn.
struct EvaluatePredictions {
  private let films: LabelledFilms
  private let classes: [String]
  private let properties: [String]

  init(_ films: LabelledFilms, _ classes: [String]) {
    self.films = films
    self.classes = classes
    let all = films.predictions.flatMap(\.properties.keys) + films.unread.flatMap(\.properties.keys)
    properties = Set(all).sorted()
  }

  /// Replaces the file as a whole.
  ///
  /// - Throws: `AtomicFileError`.
  func write(to path: String) throws {
    try AtomicFile().write(Array(text.utf8), to: URL(filePath: path))
  }

  /// Probabilities have all their digits; a film without them has empty cells.
  var text: String {
    let columns =
      ["film", "truth", "called", "status", "reason", "group"]
      + classes.map { "probability:\($0)" } + properties
    let read = films.predictions.map { film in
      let reason = films.films[film.film]?.reason ?? ""
      return [
        film.film, film.truth, classes[film.calledIndex],
        film.isAbstained ? "abstained" : "answered", reason, film.group,
      ] + film.probabilities.map { "\($0)" } + properties.map { film.properties[$0] ?? "" }
    }
    let unread = films.unread.map { film in
      [film.film, film.truth, "", film.status.rawValue, film.reason ?? "", ""]
        + classes.map { _ in "" } + properties.map { film.properties[$0] ?? "" }
    }
    return CSVWriter.text(columns, read + unread)
  }
}
