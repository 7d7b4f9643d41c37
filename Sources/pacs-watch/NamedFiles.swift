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
    for path in paths {
      let found: FolderListing.Found
      do { found = try FolderListing.files(in: path) } catch {
        throw UnreadablePath(path: path, cause: "\(error)")
      }
      for folder in found.unreadableFolders {
        Output.complain("The folder \(folder.path) cannot be read (\(folder.error)); it is left out.")
      }
      for file in found.files where seen.insert(file).inserted {
        do {
          files.append(IncomingFile(try ArrivedFile(named: file), acceptsPictures: true))
        } catch {
          throw UnreadablePath(path: file, cause: "\(error)")
        }
      }
    }
    return files
  }
}

/// A name on the command line that cannot be read.
struct UnreadablePath: Error, CustomStringConvertible {
  let path: String
  let cause: String
  var description: String { "\(path) cannot be read (\(cause)); check the name and its rights." }
}
