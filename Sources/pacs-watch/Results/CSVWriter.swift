/// CSV by RFC 4180, safe to open in a spreadsheet.
enum CSVWriter {
  /// The names and all rows.
  static func text(_ columns: [String], _ rows: [[String]]) -> String {
    line(columns) + rows.map(line).joined()
  }

  /// One row with its line end.
  static func line(_ cells: [String]) -> String {
    cells.map { quoted(neutralised($0)) }.joined(separator: ",") + "\r\n"
  }

  /// A cell that a spreadsheet would run as a formula begins with an apostrophe instead, which is
  /// how OWASP's "CSV injection" advises it.
  static func neutralised(_ cell: String) -> String {
    guard let first = cell.unicodeScalars.first(where: { $0 != " " }) else { return cell }
    let runs = "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
    return runs && Double(cell) == nil ? "'" + cell : cell
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains { ",\"\r\n".utf8.contains($0) }
    guard needsQuotes else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
