public import Foundation

/// Which results are wanted, and how they are arranged.
public struct ResultQuery: Sendable, Hashable {
  /// What a row stands for.
  public enum Grouping: String, Sendable, Hashable, CaseIterable {
    /// A study: the best of its instances' current results, of CT the mean of its slices. Files without a Study Instance UID
    /// are rows of their own; duplicate arrivals are none.
    case study
    /// An instance, and each duplicate arrival.
    case instance
  }

  /// What a row stands for.
  public var grouping: Grouping
  /// Every version of every instance's result instead of the current ones.
  public var includesAllVersions: Bool
  /// Only rows that were processed at this time or after it.
  public var since: Date?
  /// Only rows that were processed before this time.
  public var until: Date?
  /// Only rows with one of these statuses; empty for any.
  public var statuses: Set<InstanceStatus>
  /// Only rows of this Study Instance UID.
  public var studyUID: String?
  /// Only rows of this file: its result, and the duplicate arrivals of its bytes.
  public var fileID: FileID?
  /// The latest first, instead of the oldest.
  public var isNewestFirst: Bool
  /// At most so many rows.
  public var limit: Int?

  /// Whether a row stands for all of a study rather than for one instance or version.
  var isOfWholeStudies: Bool { grouping == .study && !includesAllVersions && fileID == nil }

  /// All studies' current results, unless more is said.
  public init(
    grouping: Grouping = .study,
    includesAllVersions: Bool = false,
    since: Date? = nil,
    until: Date? = nil,
    statuses: Set<InstanceStatus> = [],
    studyUID: String? = nil,
    fileID: FileID? = nil,
    isNewestFirst: Bool = false,
    limit: Int? = nil
  ) {
    self.grouping = grouping
    self.includesAllVersions = includesAllVersions
    self.since = since
    self.until = until
    self.statuses = statuses
    self.studyUID = studyUID
    self.fileID = fileID
    self.isNewestFirst = isNewestFirst
    self.limit = limit
  }
}
