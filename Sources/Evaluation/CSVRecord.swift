/// A record of a comma-separated text (RFC 4180), with the line on which it begins.
///
/// SwiftCSV was tried first: it fills short records up, drops surplus cells, merges columns of the
/// same name and takes an open quotation to the end of the file, all without a word.
struct CSVRecord: Sendable, Hashable {
  let line: Int
  let cells: [String]

  /// The records of a text, without blank lines.
  ///
  /// Line ends are CRLF, LF or CR; a text that is no CSV is refused with the line.
  static func records(of text: String) throws(LabelTableError) -> [CSVRecord] {
    var reader = Reader()
    for scalar in text.unicodeScalars { try reader.take(scalar) }
    return try reader.end()
  }

  private struct Reader {
    private enum Place { case start, bare, quoted, closed }

    private var records: [CSVRecord] = []
    private var cells: [String] = []
    private var cell = String.UnicodeScalarView()
    private var place = Place.start
    private var line = 1
    private var firstLine = 1
    private var quoteLine = 1
    private var previous: Unicode.Scalar?

    mutating func take(_ scalar: Unicode.Scalar) throws(LabelTableError) {
      defer { previous = scalar }
      let isSecondOfLineEnd = scalar == "\n" && previous == "\r"
      let endsLine = scalar == "\r" || scalar == "\n"
      if endsLine && !isSecondOfLineEnd { line += 1 }
      switch place {
      case .quoted:
        if scalar == "\"" { place = .closed } else { cell.append(scalar) }
      case .closed where scalar == "\"":
        cell.append(scalar)
        place = .quoted
      case _ where endsLine:
        if !isSecondOfLineEnd { endRecord() }
      case _ where scalar == ",":
        endCell()
      case .start where scalar == "\"":
        quoteLine = line
        place = .quoted
      case .closed: throw .quotation(line: quoteLine)
      case .start, .bare:
        if scalar == "\"" { throw .quotation(line: line) }
        cell.append(scalar)
        place = .bare
      }
    }

    mutating func end() throws(LabelTableError) -> [CSVRecord] {
      if place == .quoted { throw .openQuotation(line: quoteLine) }
      endRecord()
      return records
    }

    private mutating func endCell() {
      cells.append(String(cell))
      cell.removeAll()
      place = .start
    }

    private mutating func endRecord() {
      let isBlank = cells.isEmpty && place == .start
      endCell()
      if !isBlank { records.append(CSVRecord(line: firstLine, cells: cells)) }
      cells = []
      firstLine = line
    }
  }
}
