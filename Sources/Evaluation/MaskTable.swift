public import Foundation

/// Films with drawn lungs: a CSV whose columns `image` and `mask` name a picture each.
public struct MaskTable: Sendable {
  /// One film with its drawn mask.
  public struct Row: Sendable, Hashable {
    /// The film as the file names it.
    public let name: String
    /// The film.
    public let image: URL
    /// The mask: white (128 or more) is lung.
    public let mask: URL
    /// What the film shares with others of its patient; its own name if the file does not say.
    public let group: String
    /// The other columns.
    public let properties: [String: String]
  }

  /// The names of the columns.
  public let columns: [String]
  /// A row for each line after the header.
  public let rows: [Row]

  /// Reads a file; its paths are relative to its folder.
  ///
  /// - Parameter file: the CSV.
  /// - Throws: why it is unusable; a row without one of both names is a wrong row.
  public init(contentsOf file: URL) throws(LabelTableError) {
    let table = try CSVColumns(contentsOf: file)
    guard let image = table.first(of: ["image", "file", "path"]) else {
      throw .noFilmColumn(wanted: ["image", "file", "path"], columns: table.names)
    }
    guard table.names.contains("mask") else {
      throw .noColumn("mask", option: "the header's line", columns: table.names)
    }
    let folder = file.standardizedFileURL.deletingLastPathComponent()
    let others = table.names.filter { ![image, "mask", "group", ""].contains($0) }
    columns = table.names
    var rows: [Row] = []
    for record in table.records {
      guard let name = table.cell(record, image), let mask = table.cell(record, "mask") else {
        throw .noPair(line: record.line)
      }
      rows.append(
        Row(
          name: name,
          image: URL(filePath: name, relativeTo: folder).absoluteURL,
          mask: URL(filePath: mask, relativeTo: folder).absoluteURL,
          group: table.cell(record, "group") ?? name,
          properties: Dictionary(
            others.map { ($0, table.cell(record, $0) ?? "") },
            uniquingKeysWith: { first, _ in first }
          )
        )
      )
    }
    self.rows = rows
  }
}
