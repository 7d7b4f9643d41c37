internal import ContentHash
internal import DicomBridge
internal import Foundation
internal import Inference
public import Store

/// All that the walk of one file found out, before anything is recorded.
public struct Examination: Sendable {
  /// What will be the result.
  public private(set) var outcome: Outcome
  /// The pictures that belong to it.
  public private(set) var artefacts: [Artefact] = []
  /// The stage that ended the walk early, or nil after a full walk.
  public private(set) var endedAt: Stage?
  /// What a second bundle may read, once the serving one has.
  var shadowed: ShadowedFilm?

  /// What the stages took.
  var laps: StageLaps

  init(of file: ClaimedFile) {
    laps = file.laps
    outcome = Outcome(
      status: .quarantined,
      provenance: Provenance(
        inputHash: file.digest.hex,
        programVersion: ProgramVersion.current
      )
    )
  }

  /// A file that has ended the program too often: it is kept aside, and not decoded again.
  init(refusing file: ClaimedFile) {
    self.init(of: file)
    endedAt = .claim
    outcome.reason = "decoder-crash"
    outcome.detail =
      "The program ended each time it worked on this file, so the file is kept aside; "
      + "look at it with dcmdump, and report it."
  }

  mutating func note(_ instance: IdentifiedInstance) {
    laps.end(.identify)
    outcome.identity = instance.identity
    outcome.view = instance.view
    outcome.viewEvidence = instance.viewEvidence
    flag(instance.flags)
  }

  /// Takes what is known of a broken file, unless more is known already.
  mutating func note(_ identity: InstanceIdentity?) {
    if outcome.identity == nil { outcome.identity = identity }
  }

  mutating func note(_ decoded: DecodedFilm) {
    laps.end(.decode)
    guard case .instance(let instance) = decoded else { return }
    outcome.provenance.decoder = instance.decoderName
  }

  mutating func note(_ film: NormalizedFilm) {
    laps.end(.normalize)
    outcome.pixelHash = film.pixelHash.hex
    outcome.provenance.decoder = film.decoderName
    flag(film.flags)
    outcome.imageFile = film.picture.relativePath
    outcome.imageSHA256 = film.picture.digest.hex
    artefacts.append(film.picture)
  }

  mutating func note(_ lungs: LungSegmentation, by model: LoadedModel) {
    laps.end(.segment)
    outcome.segmentationConfidence = lungs.confidence
    let limits = model.bundle.manifest.flags
    if let most = limits?.maximumLungsJoined, let share = lungs.shareJoined, share > most {
      flag(.lungsNotApart)
    }
    // A mask that is not trusted does not tell where lungs end.
    if lungs.usesWholeFilm { return flag(.wholeFilm) }
    if let most = limits?.maximumLungsAtBorder, let share = lungs.shareAtBorder, share > most {
      flag(.lungsCutOff)
    }
  }

  mutating func note(_ likeness: FilmLikeness, by model: LoadedModel) {
    outcome.provenance.filmDistance = likeness.distance
    outcome.provenance.filmDistanceLimit = likeness.limit
    outcome.provenance.filmDisplay = likeness.display?.rawValue
    outcome.provenance.filmDisplayProbability = likeness.displayProbability
    if let most = model.bundle.manifest.flags?.maximumFilmDistance,
      let distance = likeness.distance, distance > most
    {
      flag(.unlikeTrainingFilms)
    }
    guard likeness.isWronglyDisplayed else { return }
    flag(likeness.display == .inverted ? .inverted : .rotated)
  }

  mutating func note(
    _ finding: Classification,
    of likeness: FilmLikeness,
    by model: LoadedModel
  ) {
    laps.end(.classify)
    let abstention = Abstention(
      finding,
      likeness,
      minimumProbability: model.bundle.manifest.abstain.minimumProbability,
      hasSegmenter: model.bundle.manifest.segmenter != nil,
      flags: outcome.flags
    )
    outcome.reason = abstention?.reason.rawValue
    outcome.detail = abstention?.sentence
    outcome.status = abstention == nil ? .classified : .abstained
    outcome.finding = finding.finding
    outcome.probability = finding.probability
    outcome.probabilities = zip(finding.labels, finding.probabilities).map {
      LabelProbability(label: $0, probability: $1)
    }
    outcome.model = model.bundle.manifest.name
    outcome.modelVersion = model.bundle.manifest.version
    outcome.provenance.note(model)
  }

  /// Adds flags; header and pixels may both have noticed the same thing.
  private mutating func flag(_ flags: [String]) {
    outcome.flags += flags.filter { !outcome.flags.contains($0) }
  }

  private mutating func flag(_ flag: PixelFlag) { self.flag([flag.rawValue]) }

  mutating func note(_ explanation: ExplainedFinding, by model: LoadedModel) {
    laps.end(.explain)
    outcome.heatmapInLungs = explanation.shareInsideLungs
    if let least = model.bundle.manifest.flags?.minimumHeatmapInLungs,
      let share = explanation.shareInsideLungs, share < least
    {
      flag(.heatmapOutsideLungs)
    }
    guard let picture = explanation.picture else { return }
    outcome.heatmapFile = picture.relativePath
    outcome.heatmapSHA256 = picture.digest.hex
    artefacts.append(picture)
  }

  /// Turns an early end into the result, or hands on what decides nothing.
  mutating func conclude(with failure: StageFailure) throws(StageFailure) {
    guard case .conclude(let status) = failure.disposition else { throw failure }
    laps.end(failure.stage)
    endedAt = failure.stage
    outcome.status = status
    outcome.reason = failure.reason
    outcome.detail = failure.detail
  }
}
