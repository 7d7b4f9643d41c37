/// A row of the labels: which film, and what it shows.
public struct LabelRow: Sendable, Hashable {
  /// The line of the file on which it begins.
  public let line: Int
  /// The film's file, as the row names it.
  public let file: String?
  /// The film's SOP Instance UID.
  public let sopInstanceUID: String?
  /// The UID of a study whose films all have the label.
  public let studyUID: String?
  /// The accession number of a study whose films all have the label; patient data, never shown.
  public let accessionNumber: String?
  /// The class as the file states it; nil where the cell is empty.
  public let statedLabel: String?
  /// The class after `--map`; nil where the cell is empty.
  public let label: String?
  /// What the film shares with others of its patient, if the file says it.
  public let group: String?
  /// The other columns.
  public let properties: [String: String]

  /// Whether the row names one film, and not the films of a study.
  var namesFilm: Bool { file != nil || sopInstanceUID != nil }

  /// How messages name the row.
  var subject: String {
    let name = file ?? sopInstanceUID ?? studyUID
    return name.map { "\($0) (line \(line))" } ?? "line \(line)"
  }
}
