public import Foundation

/// An arrival as it was kept.
public struct RecordedArrival: Sendable, Hashable {
  /// The file whose content it was.
  public let fileID: FileID
  /// Where it was seen, and with what size and times when it was seen last.
  public let sighting: Sighting
  /// Whether the content was known from another path.
  public let isDuplicate: Bool
  /// When it was registered.
  public let arrivedAt: Date
}

/// All that is known about a study, an instance or a content, each list in the order in which it
/// came about.
public struct StudyTimeline: Sendable, Hashable {
  /// The contents.
  public let files: [StoredFile]
  /// The sightings of them.
  public let arrivals: [RecordedArrival]
  /// All versions of their results.
  public let results: [ResultRow]
  /// The audit entries about them.
  public let audit: [AuditEntry]

  /// Whether nothing is known.
  public var isEmpty: Bool { files.isEmpty && audit.isEmpty }
}
