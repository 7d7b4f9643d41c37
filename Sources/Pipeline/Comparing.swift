internal import Inference

extension StudyPipeline {
  /// Compares the film with those that the model was trained on.
  func compare(_ lungs: LungSegmentation, with model: LoadedModel) -> FilmLikeness {
    model.session.likeness(of: lungs)
  }
}
