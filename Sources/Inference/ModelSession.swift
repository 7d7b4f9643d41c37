public import Imaging

/// A bundle compiled for this processor: films in, findings out.
///
/// One session serves all workers: its methods may be called from several threads at once, and the
/// same film gives the same bits whichever thread asks. `concurrency` is the number of workers that
/// are expected to infer at a time; further ones wait for their turn. The last bits may differ
/// between processors, and between one thread an inference and several: `engine` records both.
public final class ModelSession: Sendable {
  /// The bundle that is run.
  public let bundle: ModelBundle
  /// What computes.
  public let engine: EngineDescription
  private let segmenter: LungSegmenter?
  let networks: [ClassifierNetwork]
  private let filmCheck: FilmCheck

  /// Verifies the bundle's files once more, compiles the networks and checks their shapes against
  /// the manifest.
  ///
  /// - Parameters:
  ///   - bundle: a bundle that `ModelBundle.load` accepted.
  ///   - threads: threads of one inference; 1 gives the best throughput with several workers.
  ///   - concurrency: inferences at a time.
  ///   - cache: where compiled networks are kept from one start to the next; nil for nowhere.
  /// - Throws: why the bundle cannot be run.
  public init(
    bundle: ModelBundle,
    threads: Int = 1,
    concurrency: Int = 1,
    cache: CompilationCache? = nil
  ) throws(InferenceError) {
    let engine = try InferenceEngine.start()
    let compute = CompiledNetwork.Settings(
      precision: bundle.manifest.precision,
      threads: max(1, threads),
      concurrency: max(1, concurrency),
      cache: cache
    )
    let wanted =
      (bundle.manifest.segmenter.map { [Wanted.segmenter($0)] } ?? [])
      + bundle.manifest.classifier.networks.map { Wanted.classifier($0) }
    var segmenter: LungSegmenter?
    var networks: [ClassifierNetwork] = []
    // A network takes up to a second to be read, verified and compiled.
    for part in try wanted.mappedSideBySide({ $0.compiled(in: bundle, compute, engine) }) {
      switch part {
      case .segmenter(let compiled): segmenter = compiled
      case .classifier(let compiled): networks.append(compiled)
      }
    }
    self.segmenter = segmenter
    self.networks = networks
    filmCheck = try FilmCheck(
      bundle.manifest.abstain,
      in: bundle,
      channels: segmenter?.channels
    )
    self.bundle = bundle
    self.engine = EngineDescription(
      name: "OpenVINO",
      version: engine.version,
      device: engine.device,
      precision: networks[0].precision,
      threads: networks[0].threads
    )
  }

  /// Finds the lungs.
  ///
  /// - Parameter film: 8-bit grey, bones bright, not empty.
  /// - Returns: mask, confidence and the part to classify; the whole film without a segmenter.
  /// - Throws: why the network gave no usable mask.
  public func segment(_ film: GrayImage) throws(InferenceError) -> LungSegmentation {
    guard !film.samples.isEmpty else { throw .emptyFilm }
    guard let segmenter else { return LungSegmentation(wholeFilmOf: film) }
    return try segmenter.segment(film)
  }

  /// Compares a film with the training films.
  ///
  /// - Parameter lungs: what `segment` of this session said of the film.
  /// - Returns: distance and display; nothing known where the bundle has no such check.
  public func likeness(of lungs: LungSegmentation) -> FilmLikeness {
    lungs.features.map(filmCheck.likeness) ?? .unknown
  }

  /// Classifies the lungs' part of a film.
  ///
  /// - Parameters:
  ///   - film: the film that was segmented.
  ///   - lungs: what `segment` said of it.
  /// - Returns: probabilities, and what `explain` needs.
  /// - Throws: why a network gave no usable answer.
  public func classify(
    _ film: GrayImage,
    lungs: LungSegmentation
  ) throws(InferenceError) -> Classification {
    let input = try input(film, lungs)
    var logits: [[Float]] = []
    var maps: [FeatureMap] = []
    for network in networks {
      let (answer, map) = try network.run(input)
      logits.append(answer)
      if let map { maps.append(map) }
    }
    return Classification(
      labels: bundle.manifest.labels,
      logits: logits,
      featureMaps: maps,
      temperature: bundle.manifest.temperature,
      minimumProbability: bundle.manifest.abstain.minimumProbability
    )
  }

  /// The input of every network of the classifier.
  func input(_ film: GrayImage, _ lungs: LungSegmentation) throws(InferenceError) -> [Float] {
    guard !film.samples.isEmpty else { throw .emptyFilm }
    let classifier = bundle.manifest.classifier
    return try InferenceError.preprocessing { () throws(EnhancementError) in
      try classifier.input.classifierInput(film, crop: lungs.crop, steps: classifier.steps)
    }
  }
}

/// A network of a manifest that is to be compiled.
private enum Wanted: Sendable {
  case segmenter(BundleManifest.Segmenter)
  case classifier(BundleManifest.Network)

  enum Compiled: Sendable {
    case segmenter(LungSegmenter)
    case classifier(ClassifierNetwork)
  }

  func compiled(
    in bundle: ModelBundle,
    _ compute: CompiledNetwork.Settings,
    _ engine: InferenceEngine
  ) -> Result<Compiled, InferenceError> {
    do throws(InferenceError) {
      switch self {
      case .segmenter(let settings):
        let segmenter = try LungSegmenter(settings, in: bundle, compute: compute, engine: engine)
        return .success(.segmenter(segmenter))
      case .classifier(let settings):
        let network = try ClassifierNetwork(settings, in: bundle, compute: compute, engine: engine)
        return .success(.classifier(network))
      }
    } catch { return .failure(error) }
  }
}
