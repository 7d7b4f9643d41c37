import Evaluation
import Foundation
import Imaging

/// The report as one HTML page.
struct EvaluatePage {
  init(_ answer: EvaluateAnswer, _ films: LabelledFilms) {}
  func write(to file: URL) throws {}
}
