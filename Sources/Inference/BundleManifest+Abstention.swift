extension BundleManifest {
  /// When a classification is no answer.
  public struct Abstention: Codable, Sendable, Hashable {
    /// The least probability of the winner.
    public let minimumProbability: Double
    /// How far a film may lie from the training films; any distance if absent.
    public let distance: Distance?
    /// How a wrongly displayed film is known; not at all if absent.
    public let display: Display?

    enum CodingKeys: String, CodingKey {
      case distance, display
      case minimumProbability = "minimum_probability"
    }
  }

  /// A Gaussian over the segmenter's mean features of the training films.
  ///
  /// The segmenter sees the whole film and knows nothing of findings, so the check holds for every
  /// classifier behind it: an ensemble, or a head that was fitted on site.
  public struct Distance: Codable, Sendable, Hashable {
    /// How the distance is measured.
    public let method: Method
    /// The mean of the features, one for each channel (.npy).
    public let mean: String
    /// Its SHA-256.
    public let meanSHA256: String
    /// The W with WᵀW the inverse of the features' covariance, channels x channels (.npy).
    public let whitening: String
    /// Its SHA-256.
    public let whiteningSHA256: String
    /// The largest distance at which the model answers.
    public let limit: Double

    /// How a distance is measured.
    public enum Method: String, Codable, Sendable, Hashable {
      /// Mahalanobis (Lee et al. 2018), squared, a channel: 1 is a mean training film.
      case mahalanobis
    }

    enum CodingKeys: String, CodingKey {
      case method, mean, whitening, limit
      case meanSHA256 = "mean_sha256"
      case whiteningSHA256 = "whitening_sha256"
    }
  }

  /// A linear head over the segmenter's mean features that knows how a film is displayed.
  public struct Display: Codable, Sendable, Hashable {
    /// What the head tells apart, in the order of its rows; `upright` is among them.
    public let labels: [FilmDisplay]
    /// Labels x channels (.npy).
    public let weights: String
    /// Their SHA-256.
    public let weightsSHA256: String
    /// One for each label (.npy).
    public let bias: String
    /// Its SHA-256.
    public let biasSHA256: String
    /// The probability of another label than `upright` from which the model says nothing.
    public let minimumProbability: Double

    enum CodingKeys: String, CodingKey {
      case labels, weights, bias
      case weightsSHA256 = "weights_sha256"
      case biasSHA256 = "bias_sha256"
      case minimumProbability = "minimum_probability"
    }
  }

  /// From where on a result is flagged; a limit that is absent raises no flag.
  public struct Flags: Codable, Sendable, Hashable {
    /// The share of the heat inside the lungs below which the network may have looked at something
    /// else: `heatmap-outside-lungs`.
    public let minimumHeatmapInLungs: Double?
    /// The share of the lungs' width or height on an edge of the film above which they are
    /// `lungs-cut-off`.
    public let maximumLungsAtBorder: Double?
    /// How far the lungs may be one (`LungSegmentation.shareJoined`) before they are
    /// `lungs-not-apart`, as on a lateral film.
    public let maximumLungsJoined: Double?
    /// The distance from the training films above which a film is flagged `unlike-training-films`;
    /// below `abstain.distance.limit`, above which it gets no answer.
    public let maximumFilmDistance: Double?

    enum CodingKeys: String, CodingKey {
      case minimumHeatmapInLungs = "minimum_heatmap_in_lungs"
      case maximumLungsAtBorder = "maximum_lungs_at_border"
      case maximumLungsJoined = "maximum_lungs_joined"
      case maximumFilmDistance = "maximum_film_distance"
    }
  }
}

/// How a film is displayed.
public enum FilmDisplay: String, Codable, Sendable, Hashable, CaseIterable {
  /// As a reader wants it: head up, bones bright.
  case upright
  /// Bones dark.
  case inverted
  /// Turned by 180 degrees.
  case upsideDown = "upside-down"
  /// Turned by 90 degrees, to either side.
  case lying
}
