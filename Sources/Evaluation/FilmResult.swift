public import Foundation

/// What the program made of one film, before anything is known about the truth.
public struct FilmResult: Sendable, Hashable {
  /// How the reading of a film ended.
  public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    /// A finding was given.
    case answered
    /// The bundle was run and gave no finding.
    case abstained
    /// No film for this bundle, such as a lateral view.
    case skipped
    /// Nobody states the view.
    case undecidedView = "undecided-view"
    /// Another film bears the same UID.
    case conflict
    /// The file could not be read.
    case quarantined
    /// Nothing could be decided; a later run may do better.
    case failed
  }

  /// Where the film was found, each place.
  public var paths: [String]
  /// (0008,0018), or one derived from the bytes.
  public var sopInstanceUID: String?
  /// (0020,000D), or one derived from the bytes.
  public var studyUID: String?
  /// (0008,0050); used to find the film, never shown.
  public var accessionNumber: String?
  /// (0010,0020); used to know films of one patient, never shown.
  public var patientID: String?
  /// How it ended.
  public var status: Status
  /// Why, in kebab case.
  public var reason: String?
  /// The view.
  public var view: String?
  /// The probability of each label; empty where no bundle was run.
  public var probabilities: [String: Double]
  /// The bundle and its version.
  public var model: String?
  /// The rendered film.
  public var image: URL?
  /// The heatmap.
  public var heatmap: URL?

  /// A film of which only the places and the end are known.
  public init(paths: [String], status: Status, reason: String? = nil) {
    self.paths = paths
    self.status = status
    self.reason = reason
    probabilities = [:]
  }

  /// How messages and tables name a film that the labels do not name: never by patient data.
  public var name: String {
    paths.first.map { URL(filePath: $0).lastPathComponent } ?? sopInstanceUID ?? "a film"
  }
}
