import ArgumentParser
import Foundation
import Store

/// Where results are kept.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder that holds database, originals and pictures.",
      discussion: "Default: $XDG_DATA_HOME/pacs-watch, or ~/.local/share/pacs-watch.",
      valueName: "dir"
    ),
    completion: .directory
  )
  var store: String?

  /// The folder, by flag or by the XDG base directory specification.
  var folder: URL {
    if let store { return URL(filePath: store, directoryHint: .isDirectory) }
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
      ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/share")
    return base.appending(path: "pacs-watch", directoryHint: .isDirectory)
  }

  /// The store for a command that can do without one: nil where there is none yet.
  func readOnlyStoreIfMade() throws -> StudyStore? {
    guard FileManager.default.fileExists(atPath: StoreLayout(folder: folder).database.path) else {
      return nil
    }
    return try StudyStore.openReadOnly(at: folder)
  }

  /// The store for a command that also writes (an audit entry), and must not make a new one.
  func existingStore() throws -> StudyStore {
    guard FileManager.default.fileExists(atPath: StoreLayout(folder: folder).database.path) else {
      throw StoreError.noStore(folder: folder.path)
    }
    return try StudyStore.open(at: folder, actor: NSUserName())
  }
}

/// Which bundles read the films.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Bundle by name or folder; repeatable: a film goes to the first that accepts it.",
      valueName: "bundle"
    ),
    completion: .directory
  )
  var model: [String] = []

  /// The names to look up.
  var names: [String] { model.isEmpty ? [ModelLookup.standard] : model }
}

/// How answers are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  /// For a person at a terminal.
  case table
  /// For programs.
  case json
  /// For spreadsheets.
  case csv
}
