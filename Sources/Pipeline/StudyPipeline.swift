public import DicomBridge
internal import Foundation
public import Intake
internal import Logging
public import Store

/// The walk of one file, from arrival to record.
///
/// `claim → identify → decode → normalize → segment → classify → explain → record → settle`, one file
/// a verb. `examine` is a pure function of (bytes of an instance, bundles): it touches neither the
/// database nor the source. Recording is a step of its own, so that a re-run can be compared bit by
/// bit, and so that decoding can move into another process without the rest noticing.
public struct StudyPipeline: Sendable {
  /// Where results are recorded.
  public let store: StudyStore
  /// The bundles, in the order in which they are asked.
  public let models: ModelShelf
  /// The one door to decoding.
  public let decoder: DicomDecoder
  /// How often a file may be tried before it is quarantined as one that ends the program.
  public let attemptLimit: Int
  /// Copies a source durably into the spool.
  public let spool: SpoolCopy
  /// A second bundle that reads what the serving ones have read; its answers are only stored.
  public let shadow: LoadedModel?

  /// A pipeline over its doors to the outside.
  public init(
    store: StudyStore,
    models: ModelShelf,
    decoder: DicomDecoder = DicomDecoder(),
    attemptLimit: Int = 3,
    spool: SpoolCopy? = nil,
    shadow: LoadedModel? = nil
  ) {
    self.store = store
    self.models = models
    self.decoder = decoder
    self.attemptLimit = attemptLimit
    self.shadow = shadow
    self.spool = spool ?? SpoolCopy(folder: store.layout.spool)
  }

  /// Takes a claimed file the whole way: a result or a reason, recorded, and nothing lost.
  ///
  /// Files are claimed one by one in order of arrival (`claim`); walks may run side by side. A walk that
  /// failed after its result was recorded is only settled when it is made again.
  ///
  /// - Parameters:
  ///   - file: a file whose durable copy lies in the spool.
  ///   - whenComputed: called once, as soon as the walk only waits for the disk any more.
  /// - Returns: what became of it; a refusal is a result too.
  /// - Throws: `StageFailure` whose disposition is `retry` or `stop`; the file is found again.
  public func walk(
    _ file: ClaimedFile,
    whenComputed: () -> Void = {}
  ) throws(StageFailure) -> ProcessedFile {
    // A second bundle computes at the end.
    defer { if shadow != nil { whenComputed() } }
    let mark = DecodedMark(file, in: store.layout.spool)
    switch try compute(file, mark, whenDone: { if shadow == nil { whenComputed() } }) {
    case .settled(let processed):
      mark.clear()
      return processed
    case .examined(var examination):
      let recorded = try record(examination, of: file)
      examination.laps.end(.record)
      try settle(file, isQuarantined: recorded.result.status == .quarantined)
      mark.clear()
      examination.laps.end(.settle)
      keep(recorded.promise, of: file)
      return ProcessedFile(file, examination, recorded.result)
    }
  }

  private enum Computed {
    /// An earlier walk had recorded it.
    case settled(ProcessedFile)
    case examined(Examination)
  }

  /// The part of a walk that keeps a processor busy: all that comes before the record.
  private func compute(
    _ file: ClaimedFile,
    _ mark: DecodedMark,
    whenDone: () -> Void
  ) throws(StageFailure) -> Computed {
    defer { whenDone() }
    var file = file
    file.laps.resume()
    if let processed = try settleRecorded(file) { return .settled(processed) }
    let mayTry = try countAttempt(file, wasDecoded: mark.isSet)
    file.laps.end(.claim)
    guard mayTry else { return .examined(Examination(refusing: file)) }
    return .examined(try examine(file, whenDecoded: mark.set))
  }

  /// What the bytes of one instance are worth: the result before anything is recorded.
  ///
  /// - Parameters:
  ///   - file: a copy that nobody writes to any more.
  ///   - whenDecoded: called once the riskiest stage is over.
  /// - Returns: the outcome and its pictures.
  /// - Throws: `StageFailure` with `retry` or `stop`; an end that concludes is an outcome.
  public func examine(
    _ file: ClaimedFile,
    whenDecoded: () -> Void = {}
  ) throws(StageFailure) -> Examination {
    var examination = Examination(of: file)
    do throws(StageFailure) {
      let instance = try identify(file)
      examination.note(instance)
      let model = try accept(instance)
      let decoded = try decode(file, instance)
      examination.note(decoded)
      whenDecoded()
      let film = try normalize(decoded, of: file, for: model)
      examination.note(film)
      let lungs = try segment(film, with: model)
      examination.note(lungs, by: model)
      let likeness = compare(lungs, with: model)
      examination.note(likeness, by: model)
      let finding = try classify(film, lungs, with: model)
      examination.note(finding, of: likeness, by: model)
      let isAnswer = examination.outcome.status == .classified
      let explained = try explain(finding, isAnswer: isAnswer, film, lungs, with: model, of: file)
      examination.note(explained, by: model)
      guard shadow != nil else { return examination }
      examination.shadowed = ShadowedFilm(
        instance: instance,
        decoded: decoded,
        film: film,
        window: model.window
      )
    } catch {
      examination.note(readableIdentity(of: file))
      try examination.conclude(with: error)
    }
    return examination
  }
}
