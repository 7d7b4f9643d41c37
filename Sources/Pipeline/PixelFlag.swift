/// What a reader of a result should know that the pixels tell: entries of the column `flags`, beside
/// those that the header raises (`FilmFlag`).
enum PixelFlag: String, Sendable, CaseIterable {
  /// No trusted mask of the lungs: the whole film was classified.
  case wholeFilm = "whole-film"
  /// The lungs run over an edge of the film.
  case lungsCutOff = "lungs-cut-off"
  /// No gap between two lungs, as on a lateral film; or one lung is not seen.
  case lungsNotApart = "lungs-not-apart"
  /// Bones are dark.
  case inverted
  /// Farther from the training films than most of them, and not far enough to be no film at all.
  case unlikeTrainingFilms = "unlike-training-films"
  /// The film lies on its side or upside down.
  case rotated
  /// Too little of the heat lies inside the lungs: the network may have looked at something else.
  case heatmapOutsideLungs = "heatmap-outside-lungs"
}

/// Why a classification is no answer: the column `reason` beside the status `abstained`.
enum AbstentionReason: String, Sendable, CaseIterable {
  /// Neither the header nor the picture says that this is a chest.
  case noLungsFound = "no-lungs-found"
  /// The film is displayed wrongly, or farther from the training films than the bundle allows.
  case unlikeTrainingFilms = "unlike-training-films"
  /// No finding is probable enough.
  case lowProbability = "low-probability"
}
