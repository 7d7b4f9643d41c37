public import Imaging

/// Where the lungs are on a film, as far as the segmenter can tell.
public struct LungSegmentation: Sendable, Hashable {
  /// The probability of lung, of the whole film squashed to the segmenter's size; nil without a
  /// segmenter.
  public let mask: FloatMap?
  /// 255 where a component counts as lung, else 0; of the mask's size.
  public let kept: GrayImage?
  /// How far to trust the mask, 0 to 1 (`LungConfidence`); nil without a segmenter.
  public let confidence: Double?
  /// The part of the film that is classified, in the film's pixels.
  public let crop: PixelBox
  /// Whether `crop` is the whole film because there is no segmenter or its mask is not trusted.
  public let usesWholeFilm: Bool
  /// What the segmenter's deepest layer found; nil where the bundle names no such output.
  let features: FeatureMap?

  /// A film without a segmenter: all of it is used.
  public init(wholeFilmOf film: GrayImage) {
    mask = nil
    kept = nil
    confidence = nil
    crop = PixelBox(left: 0, top: 0, width: film.columns, height: film.rows)
    usesWholeFilm = true
    features = nil
  }

  init(
    _ mask: FloatMap,
    lungs: LungCrop,
    minimumConfidence: Double,
    film: GrayImage,
    features: FeatureMap?
  ) {
    self.features = features
    self.mask = mask
    kept = lungs.kept
    confidence = lungs.confidence
    let box = lungs.box(rows: film.rows, columns: film.columns)
    let trusted = lungs.confidence >= minimumConfidence ? box : nil
    crop = trusted ?? PixelBox(left: 0, top: 0, width: film.columns, height: film.rows)
    usesWholeFilm = trusted == nil
  }
}
