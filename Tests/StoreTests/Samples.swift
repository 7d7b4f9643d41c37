import ContentHash
import Foundation
import Synchronization
import TestSupport

@testable import Store

/// A clock that gives each caller the next second from 2026-01-01T00:00:00Z on.
final class TickingClock: Sendable {
  private let ticks = Mutex(0)

  func now() -> Date {
    ticks.withLock { ticks in
      ticks += 1
      return Date(timeIntervalSince1970: 1_767_225_600 + Double(ticks))
    }
  }
}

extension StudyStore {
  /// A store in the test's folder whose clock ticks by calls.
  static func sample(in folder: URL = TemporaryFolder.current) throws -> StudyStore {
    let clock = TickingClock()
    return try StudyStore.open(at: folder.appending(path: "state"), clock: { clock.now() })
  }

  /// Registers a content named by a text, and expects it to be new.
  func add(_ content: String, path: String? = nil) throws -> FileID {
    try register(.sample(content, path: path)).file
  }

  /// Registers, and records an outcome.
  @discardableResult
  func add(_ content: String, _ outcome: Outcome) throws -> RecordedResult {
    try record(outcome, for: try add(content))
  }
}

extension Arrival {
  /// The content that is a text's UTF-8, at a path.
  static func sample(_ content: String, path: String? = nil) -> Arrival {
    Arrival(
      contentHash: SHA256Digest(of: content),
      sighting: Sighting(
        path: path ?? "/in/\(content).dcm",
        size: Int64(content.utf8.count),
        mtimeNs: 1_700_000_000_123_456_789,
        inode: .max,
        device: 64769
      )
    )
  }
}

extension Outcome {
  /// A classified film of a content; each argument nil is a column left empty.
  static func classified(
    _ content: String,
    study: String? = "1.2.3",
    uid: String? = "1.2.3.4",
    pixels: String? = nil,
    view: String = "PA",
    probability: Double = 0.91
  ) -> Outcome {
    var outcome = Outcome(status: .classified, provenance: .sample(content))
    var identity = InstanceIdentity()
    identity.studyUID = study
    identity.sopInstanceUID = uid
    identity.patientName = "Ångström^Zoë"
    identity.patientID = "P-1"
    identity.modality = "DX"
    outcome.identity = identity
    outcome.pixelHash = SHA256Digest(of: pixels ?? content).hex
    outcome.view = view
    outcome.finding = "COVID-19"
    outcome.probability = probability
    outcome.probabilities = [
      LabelProbability(label: "COVID-19", probability: probability),
      LabelProbability(label: "Normal", probability: 1 - probability),
    ]
    outcome.model = "cxr3"
    outcome.modelVersion = "1.0.0"
    return outcome
  }

  /// An outcome that gave no finding.
  static func unread(
    _ content: String,
    _ status: InstanceStatus,
    reason: String? = "lateral-view",
    study: String? = "1.2.3",
    uid: String? = "1.2.3.4"
  ) -> Outcome {
    var outcome = Outcome(status: status, reason: reason, provenance: .sample(content))
    var identity = InstanceIdentity()
    identity.studyUID = study
    identity.sopInstanceUID = uid
    outcome.identity = identity
    return outcome
  }
}

extension Provenance {
  static func sample(_ content: String) -> Provenance {
    Provenance(inputHash: SHA256Digest(of: content).hex, programVersion: "0.1.0")
  }
}
