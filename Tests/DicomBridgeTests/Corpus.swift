import Foundation
import TestSupport
import Testing

/// A file of the corpus of other projects' test suites, with what pydicom made of it.
struct CorpusFile: Sendable, CustomTestStringConvertible {
  let columns: [String: String]

  var path: String { columns["path"] ?? "" }
  var location: String { Corpus.folder.appending(path: path).path }
  var pixelDigest: String { columns["pydicom_frame0_pixel_sha1"] ?? "" }
  var isGrayscale: Bool { columns["PhotometricInterpretation"]?.hasPrefix("MONOCHROME") ?? false }
  var isDecodedByPeer: Bool { columns["pydicom_decode"] == "ok" }
  var testDescription: String { path }
}

/// The corpus beside the checkout.
enum Corpus {
  static let folder = (Fixtures.shared ?? URL(filePath: "/nonexistent"))
    .appending(path: "data/dicom-corpus")

  static let files: [CorpusFile] = {
    let manifest = folder.appending(path: "manifest.csv")
    guard let text = try? String(contentsOf: manifest, encoding: .utf8) else { return [] }
    return Table(csv: text).rows.map { CorpusFile(columns: $0) }
  }()
}

/// The wrapped films beside the checkout, with how each has to end.
enum Films {
  static let folder = (Fixtures.shared ?? URL(filePath: "/nonexistent"))
    .appending(path: "data/dicom-cxr")

  static let truth: [[String: String]] = {
    let file = folder.appending(path: "truth.csv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return Table(csv: text).rows
  }()

  static func names(expecting outcome: String) -> [String] {
    truth.filter { $0["expect"] == outcome }.compactMap { $0["file"] }
  }

  static func location(_ name: String) -> String {
    folder.appending(path: "drop").appending(path: name).path
  }
}

/// A CSV file's rows, by the names in its first line.
struct Table {
  var rows: [[String: String]] = []

  init(csv: String) {
    var lines = csv.split(whereSeparator: \.isNewline).map { Self.cells(String($0)) }
    guard !lines.isEmpty else { return }
    let names = lines.removeFirst()
    rows = lines.map { Dictionary(zip(names, $0)) { first, _ in first } }
  }

  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
