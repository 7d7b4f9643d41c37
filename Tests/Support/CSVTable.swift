public import Foundation

/// A CSV of the fixtures or of the program's answers, by column name (RFC 4180).
public struct CSVTable: Sendable {
  /// One dictionary a row.
  public let rows: [[String: String]]

  /// Reads a file.
  public init(_ file: URL) throws { self.init(try String(contentsOf: file, encoding: .utf8)) }

  /// Reads a text whose first line names the columns.
  public init(_ text: String) {
    var records: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var characters = text.unicodeScalars.makeIterator()
    var pending = characters.next()
    while let character = pending {
      pending = characters.next()
      switch character {
      case "\"" where isQuoted && pending == "\"":
        cell.unicodeScalars.append("\"")
        pending = characters.next()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        records[records.count - 1].append(cell)
        cell = ""
      case "\r" where !isQuoted: break
      case "\n" where !isQuoted:
        records[records.count - 1].append(cell)
        records.append([])
        cell = ""
      default: cell.unicodeScalars.append(character)
      }
    }
    if !cell.isEmpty || !(records.last ?? []).isEmpty { records[records.count - 1].append(cell) }
    let names = records.first ?? []
    rows = records.dropFirst().filter { !$0.isEmpty }.map { record in
      Dictionary(zip(names, record), uniquingKeysWith: { first, _ in first })
    }
  }
}
