/// The checks of a film against the training films, with their arrays loaded.
struct FilmCheck: Sendable {
  private let distance: FeatureDistance?
  private let display: DisplayHead?

  /// Reads what the manifest names.
  ///
  /// - Parameters:
  ///   - abstention: the manifest's.
  ///   - bundle: whose files they are.
  ///   - channels: of the segmenter's feature map; nil if it has none.
  /// - Throws: why the arrays do not fit.
  init(
    _ abstention: BundleManifest.Abstention,
    in bundle: ModelBundle,
    channels: Int?
  ) throws(InferenceError) {
    let channels = channels ?? 0
    distance = try abstention.distance.map { settings throws(InferenceError) in
      try FeatureDistance(settings, in: bundle, channels: channels)
    }
    display = try abstention.display.map { settings throws(InferenceError) in
      try DisplayHead(settings, in: bundle, channels: channels)
    }
  }

  /// Compares a film with the training films.
  ///
  /// - Parameter features: the segmenter's feature map of the whole film.
  /// - Returns: distance and display, as far as the bundle has such checks.
  func likeness(of features: FeatureMap) -> FilmLikeness {
    let shown = display?.display(of: features)
    return FilmLikeness(
      distance: distance?.of(features.means),
      limit: distance?.limit,
      display: shown?.display,
      displayProbability: shown?.probability,
      isWronglyDisplayed: shown?.isWrong ?? false
    )
  }
}
