internal import Imaging
internal import Inference

extension StudyPipeline {
  /// Finds the lungs; below the bundle's limit the whole film is used, and the result says so.
  func segment(
    _ film: NormalizedFilm,
    with model: LoadedModel
  ) throws(StageFailure) -> LungSegmentation {
    do throws(InferenceError) {
      return try model.session.segment(film.image)
    } catch {
      throw StageFailure(error, at: .segment)
    }
  }
}
