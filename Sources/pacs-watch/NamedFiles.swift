import Foundation
import Intake
import Pipeline

/// The files that a person named: themselves, or all in a folder.
enum NamedFiles {
  /// Lists them in the order of the arguments, folders in the order of naming.
  ///
  /// - Throws: `UnreadablePath` for a name that is not there.
  static func list(_ paths: [String]) throws -> [IncomingFile] {
    var seen: Set<String> = []
    var files: [IncomingFile] = []
    var leftOut = 0
    for path in paths {
      let found: FolderListing.Found
      do { found = try FolderListing.files(in: path) } catch {
        throw UnreadablePath(path: path, cause: "\(error)")
      }
      for folder in found.unreadableFolders {
        Output.complain(
          "The folder \(folder.path) cannot be read (\(folder.error)); it is left out."
        )
      }
      let isFolder = found.files != [URL(filePath: path).standardizedFileURL.path]
      for file in found.files where seen.insert(file).inserted {
        if isFolder, isDocument(file) {
          leftOut += 1
          continue
        }
        do {
          files.append(IncomingFile(try ArrivedFile(named: file), acceptsPictures: true))
        } catch {
          throw UnreadablePath(path: file, cause: "\(error)")
        }
      }
    }
    if leftOut > 0 {
      Output.remark("\(leftOut) documents left out (CSV, text and the like); name one to read it.")
    }
    return files
  }

  /// A folder of films often holds its list and its notes too; DICOM files have no such endings.
  private static func isDocument(_ path: String) -> Bool {
    ["csv", "txt", "md", "json", "yaml", "yml", "xml", "html", "pdf", "log"]
      .contains(URL(filePath: path).pathExtension.lowercased())
  }
}

/// A name on the command line that cannot be read.
struct UnreadablePath: Error, CustomStringConvertible {
  let path: String
  let cause: String
  var description: String { "\(path) cannot be read (\(cause)); check the name and its rights." }
}
