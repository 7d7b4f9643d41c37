import Foundation

/// Paths as the watcher compares them: absolute, without `.`, `..`, doubled or closing slashes.
///
/// Symbolic links are left in place, since a record shall show the path that the site configured.
enum AbsolutePath {
  static func of(_ path: String) -> String {
    let full =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
