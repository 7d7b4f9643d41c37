/// Why a file of labels, or of drawn masks, is unusable.
public enum LabelTableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file could not be opened or read.
  case unreadable(path: String, cause: String)
  /// The bytes are no UTF-8.
  case notUTF8(path: String)
  /// A quotation mark stands inside of an unquoted cell, or text follows a closing one.
  case quotation(line: Int)
  /// A quotation that begins here is never closed.
  case openQuotation(line: Int)
  /// There is no line with the names of the columns, or none after it.
  case empty(path: String)
  /// The header is separated by semicolons.
  case semicolons(path: String)
  /// Two columns have the same name.
  case repeatedColumn(String)
  /// A row has more or fewer cells than the header.
  case width(line: Int, expected: Int, found: Int)
  /// No column names the films.
  case noFilmColumn(wanted: [String], columns: [String])
  /// A column that was asked for is not there.
  case noColumn(String, option: String, columns: [String])
  /// A row of masks lacks the film's or the mask's name.
  case noPair(line: Int)
  /// Labels are to be mapped to one that the bundle does not know.
  case unknownClass(String, classes: [String])
  /// No label belongs to any film that was read.
  case nothingToCompare(films: Int, labels: Int)

  /// Cause and cure in a sentence.
  public var description: String {
    switch self {
    case .unreadable(let path, let cause):
      "\(path) cannot be read (\(cause)); check the name and its rights."
    case .notUTF8(let path): "\(path) is not UTF-8; save it as \"CSV UTF-8\"."
    case .quotation(let line):
      "Line \(line) has a quotation mark inside of a cell; double it and quote the whole cell "
        + "(RFC 4180)."
    case .openQuotation(let line):
      "The quotation that begins on line \(line) is never closed; close it, or double the mark."
    case .empty(let path):
      "\(path) has no rows; it wants a line with the names of the columns and a line for each film."
    case .semicolons(let path):
      "\(path) is separated by semicolons; save it with commas (RFC 4180)."
    case .repeatedColumn(let name):
      "Two columns are named '\(name)'; rename or remove one of them."
    case .width(let line, let expected, let found):
      "Line \(line) has \(found) cells where the header has \(expected); look for a comma too many "
        + "or too few, and quote cells that hold one."
    case .noFilmColumn(let wanted, let columns):
      "No column names the films: one of \(Self.list(wanted)) is wanted, and there are "
        + "\(Self.list(columns))."
    case .noColumn(let name, let option, let columns):
      "There is no column '\(name)'; name one of \(Self.list(columns)) with \(option)."
    case .noPair(let line):
      "Line \(line) lacks the name of a film or of a mask; fill it in or remove the line."
    case .unknownClass(let name, let classes):
      "--map leads to '\(name)', which the bundle does not know; its labels are "
        + "\(Self.list(classes))."
    case .nothingToCompare(let films, let labels):
      "Nothing can be compared: of \(films) films and \(labels) labels, none belong together with "
        + "a label that the bundle knows; the remarks above say why."
    }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
