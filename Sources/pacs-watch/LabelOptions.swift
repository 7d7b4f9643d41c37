import ArgumentParser
import Evaluation
import Foundation

/// How a CSV with the truth names classes: the same to `evaluate`, `adapt` and `model accept`.
struct LabelOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Column of the class.", valueName: "column"))
  var labelColumn: String = "label"
  @Option(
    name: .long,
    help: ArgumentHelp("A label of the file and the bundle's; repeatable.", valueName: "from=to")
  )
  var map: [LabelMapping] = []

  func validate() throws {
    guard Set(map.map(\.from)).count == map.count else {
      throw ValidationError("--map names a label twice.")
    }
  }

  /// The truth, in the bundle's labels.
  ///
  /// - Throws: `LabelTableError`.
  func table(_ file: URL) throws -> LabelTable {
    try LabelTable(
      contentsOf: file,
      labelColumn: labelColumn,
      mapping: Dictionary(map.map { ($0.from, $0.to) }) { first, _ in first }
    )
  }

  /// Whether the bundle knows the labels that `--map` leads to; asked before films are read.
  ///
  /// - Throws: `LabelTableError.unknownClass`.
  func check(against classes: [String]) throws {
    for target in map.map(\.to) where !classes.contains(target) {
      throw LabelTableError.unknownClass(target, classes: classes)
    }
  }
}

/// One `--map FROM=TO`; the last equals sign separates, since labels of bundles have none.
struct LabelMapping: ExpressibleByArgument {
  let from: String
  let to: String

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "=") else { return nil }
    from = String(argument[..<sign]).trimmingCharacters(in: .whitespaces)
    to = String(argument[argument.index(after: sign)...]).trimmingCharacters(in: .whitespaces)
    guard !from.isEmpty, !to.isEmpty else { return nil }
  }
}
