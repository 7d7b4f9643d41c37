public import Store

/// The verbs of the walk of one file, in their order.
public enum Stage: String, Sendable, CaseIterable, Codable {
  /// Take a durable copy, know it by its digest, count the attempt.
  case claim
  /// Read the header: which study, which view, wanted or not.
  case identify
  /// Get the stored values.
  case decode
  /// Turn them into display values and a PNG.
  case normalize
  /// Find the lungs.
  case segment
  /// Compute the probabilities.
  case classify
  /// Draw where the network looked.
  case explain
  /// Write result, pictures and audit entry.
  case record
  /// Put the copy where it stays, and the source where the policy says.
  case settle
}

/// Why a file's walk ended before its last stage, and what is to be done about it.
///
/// Not every end is a fault: a lateral film ends at `identify` with a status of its own.
public struct StageFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What follows.
  public enum Disposition: Sendable, Equatable {
    /// The status and reason are the file's result.
    case conclude(InstanceStatus)
    /// Nothing was decided: the same file is to be tried again after a while.
    case retry
    /// No file can be worked on: the program has to stop, and says why.
    case stop
  }

  /// The stage that ended the walk.
  public let stage: Stage
  /// The kebab-case word for the database and the CSV.
  public let reason: String
  /// One sentence with cause and cure; never patient data.
  public let detail: String
  /// What follows.
  public let disposition: Disposition

  /// An end of the walk.
  public init(stage: Stage, reason: String, detail: String, disposition: Disposition) {
    self.stage = stage
    self.reason = reason
    self.detail = detail
    self.disposition = disposition
  }

  /// The sentence, with the stage it comes from.
  public var description: String { "\(stage.rawValue): \(detail)" }
}
