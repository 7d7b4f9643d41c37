public import DicomBridge
public import Foundation
public import Intake
public import Store

/// The walk of one file, from arrival to record.
///
/// `examine` is a pure function of (bytes of an instance, bundles): it touches neither the database
/// nor the source. Recording is a step of its own, so that a re-run can be compared bit by bit, and
/// so that decoding can move into another process without the rest noticing.
public struct StudyPipeline: Sendable {
  /// Where results are recorded.
  public let store: StudyStore
  /// The bundles, in the order in which they are asked.
  public let models: ModelShelf
  /// The one door to decoding.
  public let decoder: DicomDecoder
  /// How often a file may be tried before it is quarantined as one that kills the program.
  public let attemptLimit: Int
  /// Copies a source durably into the spool.
  public let spoolCopy: SpoolCopy

  /// A pipeline over its doors to the outside.
  public init(
    store: StudyStore,
    models: ModelShelf,
    decoder: DicomDecoder = DicomDecoder(),
    attemptLimit: Int = 2,
    spoolCopy: SpoolCopy
  ) {
    self.store = store
    self.models = models
    self.decoder = decoder
    self.attemptLimit = attemptLimit
    self.spoolCopy = spoolCopy
  }

  /// Takes one file all the way: claim → examine → record → settle.
  ///
  /// - Parameter file: a file that has settled in its folder, or was named on the command line.
  /// - Returns: what became of it; a refused file is a result too.
  /// - Throws: `StageFailure` whose disposition is `retry` or `stop`; nothing is lost by it.
  public func process(_ file: IncomingFile) throws(StageFailure) -> ProcessedFile {
    let claim = try claim(file)
    guard case .granted(let claimed) = claim else { return try settleUnclaimed(claim, file) }
    let examination = try examine(claimed)
    let result = try record(examination, of: claimed)
    try settle(claimed, as: result.status, after: file.settlement)
    return ProcessedFile(file, examination, result)
  }

  /// What the bytes of one instance are worth: the result before anything is recorded.
  ///
  /// - Throws: `StageFailure` with `retry` or `stop`; an end that concludes is a result.
  public func examine(_ file: ClaimedFile) throws(StageFailure) -> Examination {
    var examination = Examination(of: file)
    do throws(StageFailure) {
      try refuseIfMarked(file)
      let instance = try identify(file)
      examination.note(instance)
      let decoded = try decode(file, instance)
      examination.note(decoded)
      let film = try normalize(decoded, of: file)
      examination.note(film)
      let lungs = try segment(film, with: instance.model)
      examination.note(lungs)
      let finding = try classify(film, lungs, with: instance.model)
      examination.note(finding, by: instance.model)
      let explanation = try explain(finding, film, lungs, with: instance.model, of: file)
      examination.note(explanation)
    } catch {
      try examination.conclude(with: error)
    }
    return examination
  }
}
