/// Films and labels that do not fit together; each is counted and named, none is dropped silently.
public struct EvaluationRemark: Sendable, Hashable, Codable {
  /// What does not fit.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A label that the bundle does not know.
    case unknownLabel = "unknown-label"
    /// A row whose cell for the label is empty.
    case rowWithoutLabel = "row-without-label"
    /// A row that names no film.
    case rowWithoutFilmName = "row-without-film-name"
    /// A film that no row names.
    case filmWithoutLabel = "film-without-label"
    /// A row whose film was not read.
    case labelWithoutFilm = "label-without-film"
    /// A film that several rows name with the same label.
    case repeatedRow = "repeated-row"
    /// A film that several rows name with different labels.
    case contradictoryLabels = "contradictory-labels"
    /// A file name that fits several films.
    case ambiguousName = "ambiguous-name"
    /// A film whose stored result comes from another bundle.
    case otherModel = "other-model"
    /// A label of `--map` that no row has.
    case unusedMapping = "unused-mapping"
    /// All films belong to one group, so no interval can be drawn.
    case singleGroup = "single-group"
  }

  /// What does not fit.
  public let kind: Kind
  /// Each film, row or label that it concerns; never patient data.
  public let subjects: [String]

  /// A remark about at least one subject.
  public init(_ kind: Kind, _ subjects: [String]) {
    self.kind = kind
    self.subjects = subjects
  }

  /// Whether films are left out of the figures although a label was meant for them.
  public var leavesOut: Bool {
    switch kind {
    case .unknownLabel, .contradictoryLabels, .ambiguousName, .otherModel: true
    case .rowWithoutLabel, .rowWithoutFilmName, .filmWithoutLabel, .labelWithoutFilm,
      .repeatedRow, .unusedMapping, .singleGroup:
      false
    }
  }

  /// What happened and what to do about it.
  public var sentence: String {
    let count = subjects.count
    return switch kind {
    case .unknownLabel:
      "\(count) labels are unknown to the bundle and left out; map them, such as with "
        + "--map \"Viral Pneumonia=Pneumonia\"."
    case .rowWithoutLabel: "\(count) rows have no label and are left out; fill the cell in."
    case .rowWithoutFilmName: "\(count) rows name no film and are left out; fill a name in."
    case .filmWithoutLabel:
      "\(count) films have no label and are left out; add a row for each that should count."
    case .labelWithoutFilm:
      "\(count) rows name a film that was not read; name its folder too, or check the spelling."
    case .repeatedRow: "\(count) rows repeat a film with the same label; each film counts once."
    case .contradictoryLabels:
      "\(count) films have contradictory labels and are left out; decide on one label for each."
    case .ambiguousName:
      "\(count) rows name a file that fits several films and are left out; write more of its path."
    case .otherModel:
      "\(count) films have a stored result of another bundle and are left out; leave --store away, "
        + "or run `pacs-watch reprocess` with the bundle first."
    case .unusedMapping: "\(count) labels of --map are on no row; check their spelling."
    case .singleGroup:
      "All films belong to one group, so there are no intervals; a column `group` tells patients "
        + "apart."
    }
  }
}
