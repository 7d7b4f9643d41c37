internal import Foundation

/// A comma-separated file with a header, cell by name.
struct CSVColumns: Sendable {
  let names: [String]
  let records: [CSVRecord]
  private let places: [String: Int]

  /// Reads a file.
  init(contentsOf file: URL) throws(LabelTableError) {
    let data: Data
    do { data = try Data(contentsOf: file) } catch {
      throw .unreadable(path: file.path, cause: (error as NSError).localizedDescription)
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw .notUTF8(path: file.path)
    }
    try self.init(text, path: file.path)
  }

  init(_ text: String, path: String) throws(LabelTableError) {
    let withoutMark =
      text.unicodeScalars.first == "\u{FEFF}"
      ? String(text.unicodeScalars.dropFirst()) : text
    let all = try CSVRecord.records(of: withoutMark)
    guard let header = all.first, all.count > 1 else { throw .empty(path: path) }
    names = header.cells.map { $0.trimmingCharacters(in: .whitespaces) }
    if names.count == 1, names[0].contains(";") { throw .semicolons(path: path) }
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() where !name.isEmpty {
      guard places.updateValue(place, forKey: name) == nil else { throw .repeatedColumn(name) }
    }
    self.places = places
    records = Array(all.dropFirst())
    for record in records where record.cells.count != names.count {
      throw .width(line: record.line, expected: names.count, found: record.cells.count)
    }
  }

  /// The first of these columns that is there.
  func first(of candidates: [String]) -> String? { candidates.first { places[$0] != nil } }

  /// The cell without surrounding blanks; nil if it is empty or the column is not there.
  func cell(_ record: CSVRecord, _ column: String?) -> String? {
    guard let column, let place = places[column] else { return nil }
    let text = record.cells[place].trimmingCharacters(in: .whitespaces)
    return text.isEmpty ? nil : text
  }
}
