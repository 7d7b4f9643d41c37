internal import DicomBridge
internal import Foundation
internal import Inference

/// Why the probabilities of a film are no answer.
struct Abstention: Sendable {
  /// The column `reason`.
  let reason: AbstentionReason
  /// The same as a sentence, with the numbers that decided.
  let sentence: String

  /// The first reason that holds, or nil where the answer stands.
  ///
  /// - Parameters:
  ///   - finding: what the networks say.
  ///   - likeness: how like the training films the film is.
  ///   - minimumProbability: the bundle's.
  ///   - hasSegmenter: whether the bundle looks for lungs.
  ///   - flags: those raised so far.
  init?(
    _ finding: Classification,
    _ likeness: FilmLikeness,
    minimumProbability: Double,
    hasSegmenter: Bool,
    flags: [String]
  ) {
    func number(_ value: Double?) -> String { String(format: "%.2f", value ?? .nan) }
    let isUnstated = flags.contains(FilmFlag.bodyPartNotStated.rawValue)
    if isUnstated, flags.contains(PixelFlag.wholeFilm.rawValue) {
      reason = .noLungsFound
      sentence =
        hasSegmenter
        ? "No body part is stated, and no lungs were found in the picture."
        : "No body part is stated, and the model cannot tell a chest from another one."
    } else if likeness.isWronglyDisplayed, let display = likeness.display {
      reason = .unlikeTrainingFilms
      sentence =
        "The film looks \(display.rawValue) (probability \(number(likeness.displayProbability))); "
        + "the model knows upright films with bright bones only."
    } else if likeness.isTooFar {
      reason = .unlikeTrainingFilms
      sentence =
        "The film lies \(number(likeness.distance)) from the training films; the model answers up "
        + "to \(number(likeness.limit))."
    } else if finding.isAbstained {
      reason = .lowProbability
      sentence =
        "The likeliest finding has the probability \(number(finding.probability)); the model "
        + "answers from \(number(minimumProbability))."
    } else {
      return nil
    }
  }
}
