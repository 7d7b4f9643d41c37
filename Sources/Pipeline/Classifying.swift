internal import Imaging
internal import Inference

extension StudyPipeline {
  /// Crops, enhances and runs the network or ensemble: calibrated probabilities, or abstention.
  func classify(
    _ film: NormalizedFilm,
    _ lungs: LungSegmentation,
    with model: LoadedModel
  ) throws(StageFailure) -> Classification {
    do throws(InferenceError) {
      return try model.session.classify(film.image, lungs: lungs)
    } catch {
      throw StageFailure(error, at: .classify)
    }
  }
}
