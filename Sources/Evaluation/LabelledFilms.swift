public import Foundation

/// Films that have a label, and what does not fit together.
public struct LabelledFilms: Sendable {
  /// Films that the bundle was run on, with their truth.
  public private(set) var predictions: [Prediction] = []
  /// Labelled films without probabilities.
  public private(set) var unread: [UnreadFilm] = []
  /// What was left out, and why.
  public private(set) var remarks: [EvaluationRemark] = []
  /// For each prediction's film, what was read.
  public private(set) var films: [String: FilmResult] = [:]

  /// Joins films and labels.
  ///
  /// The film's most specific name counts: file, SOP Instance UID, study, accession number. Groups
  /// are those of the labels, else patients, else studies, else each film is its own.
  ///
  /// - Parameters:
  ///   - results: what was read.
  ///   - labels: the truth.
  ///   - classes: the bundle's labels in its order.
  ///   - folders: what paths may be relative to, beside the labels' own folder.
  public init(
    _ results: [FilmResult],
    labels: LabelTable,
    classes: [String],
    folders: [URL] = []
  ) {
    let index = FilmIndex(results, rows: labels.rows, folders: [labels.folder] + folders)
    var board = JoinBoard(classes: Set(classes))
    for row in labels.rows { board.take(row, index.films(of: row)) }
    var groups = GroupNames()
    for (number, result) in results.enumerated() {
      guard let (row, label) = board.label(of: number, named: result.name) else { continue }
      let name = row.namesFilm ? row.file ?? row.sopInstanceUID : result.sopInstanceUID
      let film = name ?? result.name
      var properties = row.properties
      if properties["view"] ?? "" == "" { properties["view"] = result.view ?? "" }
      let group = row.group ?? groups.name(of: result)
      guard let probabilities = Self.probabilities(result, classes) else {
        unread.append(
          UnreadFilm(
            film: film,
            truth: label,
            status: result.status,
            reason: result.reason,
            properties: properties
          )
        )
        continue
      }
      films[film] = result
      predictions.append(
        Prediction(
          film: film,
          truth: label,
          probabilities: probabilities,
          isAbstained: result.status != .answered,
          group: group,
          properties: properties,
          heatmapFile: result.heatmap?.path
        )
      )
    }
    remarks = board.remarks
    if !labels.unusedMappings.isEmpty {
      remarks.append(EvaluationRemark(.unusedMapping, labels.unusedMappings))
    }
    if predictions.count > 1, Set(predictions.map(\.group)).count == 1 {
      remarks.append(EvaluationRemark(.singleGroup, [predictions[0].group]))
    }
  }

  /// All labelled films.
  public var count: Int { predictions.count + unread.count }

  /// Adds what the one who read the films has to remark.
  public mutating func append(_ remark: EvaluationRemark) { remarks.append(remark) }

  private static func probabilities(_ result: FilmResult, _ classes: [String]) -> [Double]? {
    guard result.status == .answered || result.status == .abstained else { return nil }
    let values = classes.compactMap { result.probabilities[$0] }
    return values.count == classes.count ? values : nil
  }
}

/// A labelled film that no bundle was run on.
public struct UnreadFilm: Sendable, Hashable {
  /// The film, as of `Prediction.film`.
  public let film: String
  /// The known class.
  public let truth: String
  /// How the reading ended.
  public let status: FilmResult.Status
  /// Why, in kebab case.
  public let reason: String?
  /// As of `Prediction.properties`.
  public let properties: [String: String]
}

/// Numbers patients and studies, so that no patient id is ever printed.
private struct GroupNames {
  private var patients: [String: Int] = [:]

  mutating func name(of film: FilmResult) -> String {
    if let patient = film.patientID, !patient.isEmpty {
      let number = patients[patient] ?? patients.count + 1
      patients[patient] = number
      return "patient-\(number)"
    }
    return film.studyUID ?? film.sopInstanceUID ?? film.name
  }
}
