internal import ContentHash
internal import DicomBridge
internal import Foundation
internal import Imaging
internal import Inference
internal import Logging
internal import Store

/// A recorded result, and the promise that a second bundle reads its film.
struct RecordedWalk: Sendable {
  let result: RecordedResult
  /// What the second bundle owes; nil without one, or where the serving bundle read nothing.
  let promise: Promise?

  struct Promise: Sendable {
    let id: ShadowID
    let model: LoadedModel
    let film: ShadowedFilm
  }
}

extension LoadedModel {
  /// The bundle as a second reader is known in the store.
  var shadowBundle: ShadowBundle {
    ShadowBundle(
      hash: bundle.digest.hex,
      model: bundle.manifest.name,
      modelVersion: bundle.manifest.version
    )
  }
}

extension StudyPipeline {
  /// Lets the second bundle read the film, after the served result is durable and settled.
  ///
  /// Nothing that goes wrong here touches the served result. A failure of the bundle is its
  /// recorded reading; one of the store leaves the promise open, which recovery records as failed at
  /// the next start.
  func keep(_ promise: RecordedWalk.Promise?, of file: ClaimedFile) {
    guard let promise else { return }
    let reading = read(promise, of: file)
    do {
      try store.record(reading, of: promise.id)
    } catch {
      Logger.current.error(
        "The second bundle's reading could not be recorded; its promise stays open",
        metadata: ["detail": "\(error)"]
      )
    }
    guard reading.status == .failed else { return }
    Logger.current.warning(
      "The second bundle could not read a film",
      metadata: ["reason": "\(reading.reason ?? "")", "detail": "\(reading.detail ?? "")"]
    )
  }

  private func read(_ promise: RecordedWalk.Promise, of file: ClaimedFile) -> ShadowReading {
    let clock = ContinuousClock()
    let start = clock.now
    var reading = ShadowReading(examineAgain(promise, of: file))
    reading.milliseconds = (clock.now - start) / .milliseconds(1)
    return reading
  }

  /// Segments and classifies with the second bundle, by the rules that hold for the first.
  private func examineAgain(
    _ promise: RecordedWalk.Promise,
    of file: ClaimedFile
  ) -> Result<Examination, StageFailure> {
    Result { () throws(StageFailure) in
      let (model, shadowed) = (promise.model, promise.film)
      let instance = shadowed.instance
      var examination = Examination(of: file)
      if let header = instance.header {
        let decision = model.gate.decide(header)
        guard case .accept = decision else { throw StageFailure(decision) }
      }
      examination.note(instance)
      let film =
        model.window == shadowed.window
        ? shadowed.film : try normalize(shadowed.decoded, of: file, for: model)
      examination.note(film)
      let lungs = try segment(film, with: model)
      examination.note(lungs, by: model)
      let likeness = compare(lungs, with: model)
      examination.note(likeness, by: model)
      examination.note(try classify(film, lungs, with: model), of: likeness, by: model)
      return examination
    }
  }
}

extension ShadowReading {
  /// What a second bundle's examination came to.
  fileprivate init(_ examination: Result<Examination, StageFailure>) {
    switch examination {
    case .success(let examination):
      let outcome = examination.outcome
      self.init(
        status: outcome.status == .abstained ? .abstained : .classified,
        reason: outcome.reason,
        detail: outcome.detail
      )
      finding = outcome.finding
      probability = outcome.probability
      probabilities = outcome.probabilities
      segmentationConfidence = outcome.segmentationConfidence
      flags = outcome.flags
      provenance = outcome.provenance
    case .failure(let failure):
      let isAtGate = failure.stage == .identify
      self.init(
        status: isAtGate ? .skipped : .failed,
        reason: failure.reason.isEmpty ? "not-accepted" : failure.reason,
        detail: failure.detail
      )
    }
  }
}
