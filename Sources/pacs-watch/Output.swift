import Foundation

/// A row that can be shown as a table or as CSV.
protocol TableRow {
  /// What fits a screen.
  static var columns: [String] { get }
  var cells: [String] { get }
  /// What a program gets.
  static var csvColumns: [String] { get }
  var csvCells: [String] { get }
}

extension TableRow {
  static var csvColumns: [String] { columns }
  var csvCells: [String] { cells }
}

/// Data goes to standard output, everything else to standard error.
enum Output {
  /// Writes rows in the format that was asked for.
  static func write<Row: TableRow & Encodable>(_ rows: [Row], as format: OutputFormat) throws {
    switch format {
    case .table: try emit(table(Row.columns, rows.map(\.cells)))
    case .csv: try emit(CSVWriter.text(Row.csvColumns, rows.map(\.csvCells)))
    case .json: try emit(json(rows) + "\n")
    }
  }

  /// Puts data on standard output at once, so that no remark overtakes it; a reader who went away
  /// early (`| head`) is no failure, a full disk is.
  static func emit(_ text: String) throws(OutputError) {
    signal(SIGPIPE, SIG_IGN)
    let bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(
          STDOUT_FILENO,
          $0.baseAddress.map { $0 + position },
          bytes.count - position
        )
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EPIPE { return }
      guard count > 0 else { throw OutputError(errno: errno) }
      position += count
    }
  }

  /// Pretty JSON with sorted keys in snake case.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// An error or warning, for a person.
  static func complain(_ text: String) {
    FileHandle.standardError.write(Data(("pacs-watch: " + text + "\n").utf8))
  }

  /// A line beside the data.
  static func remark(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Columns padded to their widest cell, with a rule under the names.
  static func table(_ columns: [String], _ rows: [[String]]) -> String {
    let printable = rows.map { $0.map(oneLine) }
    let widths = columns.indices.map { column in
      ([columns[column]] + printable.map { $0[column] }).map(\.count).max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      var text = ""
      for (cell, width) in zip(cells, widths) {
        text += cell + String(repeating: " ", count: width - cell.count + 2)
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ([columns, rule] + printable).map(line).joined()
  }

  /// Control characters would let a header rewrite the terminal.
  private static func oneLine(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar in
        scalar.properties.generalCategory == .control ? " " : Character(scalar)
      }
    )
  }
}

/// Standard output does not take the data.
struct OutputError: Error, CustomStringConvertible {
  let errno: Int32

  var description: String {
    "Cannot write to standard output (\(String(cString: strerror(errno)))); what was printed is not "
      + "whole. Make room, or write elsewhere."
  }
}
