import Foundation
import Inference

/// Finds bundles by name or path.
enum ModelLookup {
  /// The bundle that serves when none is named.
  static let standard = "chest-xray-3class"

  /// The folders that hold bundles: beside an installed program, or at the top of a build tree.
  static var folders: [URL] {
    guard let program = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return [] }
    let above = sequence(first: program.deletingLastPathComponent()) { folder in
      folder.path == "/" ? nil : folder.deletingLastPathComponent()
    }
    return above.prefix(5).flatMap {
      [$0.appending(path: "share/pacs-watch/models"), $0.appending(path: "models")]
    }.filter { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// The folder of a bundle.
  ///
  /// - Throws: `ModelNotFound` naming the places that were looked at.
  static func folder(of name: String) throws -> URL {
    let candidates =
      name.contains("/") || name == "."
      ? [URL(filePath: name)] : folders.map { $0.appending(path: name) } + [URL(filePath: name)]
    let found = candidates.first {
      FileManager.default.fileExists(atPath: $0.appending(path: "bundle.yaml").path)
    }
    guard let found else {
      throw ModelNotFound(name: name, places: candidates.map(\.path))
    }
    return found
  }

  /// All bundles that can be named without a path.
  static var known: [URL] {
    folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.sorted().map { folder.appending(path: $0) }
    }.filter { FileManager.default.fileExists(atPath: $0.appending(path: "bundle.yaml").path) }
  }
}

/// No folder with a `bundle.yaml` is known under that name.
struct ModelNotFound: Error, CustomStringConvertible {
  let name: String
  let places: [String]
  var description: String {
    "There is no model bundle '\(name)': no bundle.yaml in \(places.joined(separator: ", ")). "
      + "Name a bundle that `pacs-watch model list` shows, or give its folder."
  }
}
