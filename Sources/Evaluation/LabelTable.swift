public import Foundation

/// The truth about films: a CSV file (UTF-8, RFC 4180) whose header names its columns.
///
/// A film is named by `file`, `sop_instance_uid`, `study_uid` or `accession_number`, its class stands
/// in `label`, and `group` may say which films belong to the same patient. Every other column is a
/// property that figures can be split by.
public struct LabelTable: Sendable {
  /// The names of the columns.
  public let columns: [String]
  /// A row for each line after the header.
  public let rows: [LabelRow]
  /// Where the file lies; its paths are relative to this folder.
  public let folder: URL
  /// The labels of `--map` that no row has.
  public let unusedMappings: [String]

  /// The names under which a column is known, the first one being ours.
  enum Column {
    static let file = ["file", "path", "image", "source_file"]
    static let sopInstance = ["sop_instance_uid", "sop_uid"]
    static let study = ["study_uid", "study_instance_uid"]
    static let accession = ["accession_number"]
  }

  /// Reads a file of labels.
  ///
  /// - Parameters:
  ///   - file: the CSV.
  ///   - labelColumn: which column holds the class.
  ///   - mapping: from the file's labels to the bundle's.
  /// - Throws: why it is unusable.
  public init(
    contentsOf file: URL,
    labelColumn: String = "label",
    mapping: [String: String] = [:]
  ) throws(LabelTableError) {
    let table = try CSVColumns(contentsOf: file)
    let folder = file.standardizedFileURL.deletingLastPathComponent()
    try self.init(table, folder: folder, labelColumn: labelColumn, mapping: mapping)
  }

  init(
    _ table: CSVColumns,
    folder: URL,
    labelColumn: String,
    mapping: [String: String]
  ) throws(LabelTableError) {
    let file = table.first(of: Column.file)
    let instance = table.first(of: Column.sopInstance)
    let study = table.first(of: Column.study)
    let accession = table.first(of: Column.accession)
    let keys = [file, instance, study, accession].compactMap(\.self)
    guard !keys.isEmpty else {
      throw .noFilmColumn(
        wanted: [Column.file, Column.sopInstance, Column.study, Column.accession].map { $0[0] },
        columns: table.names
      )
    }
    guard table.names.contains(labelColumn) else {
      throw .noColumn(labelColumn, option: "--label-column", columns: table.names)
    }
    let others = table.names.filter { !(keys + [labelColumn, "group", ""]).contains($0) }
    columns = table.names
    self.folder = folder
    rows = table.records.map { record in
      let stated = table.cell(record, labelColumn)
      return LabelRow(
        line: record.line,
        file: table.cell(record, file),
        sopInstanceUID: table.cell(record, instance),
        studyUID: table.cell(record, study),
        accessionNumber: table.cell(record, accession),
        statedLabel: stated,
        label: stated.map { mapping[$0] ?? $0 },
        group: table.cell(record, "group"),
        properties: Dictionary(
          others.map { ($0, table.cell(record, $0) ?? "") },
          uniquingKeysWith: { first, _ in first }
        )
      )
    }
    let stated = Set(rows.compactMap(\.statedLabel))
    unusedMappings = mapping.keys.filter { !stated.contains($0) }.sorted()
  }

  /// The columns to split by: those that are asked for, after `source` and `view` where they are.
  ///
  /// - Parameter asked: names of columns.
  /// - Returns: each once.
  /// - Throws: `noColumn` for one that is not there.
  public func splits(asked: [String]) throws(LabelTableError) -> [String] {
    for name in asked where !columns.contains(name) && name != "view" {
      throw .noColumn(name, option: "--by", columns: columns)
    }
    var splits: [String] = []
    for name in ["source", "view"] + asked where !splits.contains(name) {
      if columns.contains(name) || name == "view" { splits.append(name) }
    }
    return splits
  }
}
