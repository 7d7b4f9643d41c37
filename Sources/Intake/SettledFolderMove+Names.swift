import Foundation
import Glibc

extension SettledFolderMove {
  /// Tries `a.dcm`, `a-2.dcm`, `a-3.dcm` and so on until one is not taken.
  func firstFree(
    _ wanted: URL,
    _ take: (String) throws(SystemCallError) -> Void
  ) throws(SystemCallError) -> String {
    var number = 1
    while true {
      let place = Self.numbered(wanted, number)
      do throws(SystemCallError) {
        try take(place)
        return place
      } catch  where error.code == EEXIST {
        number += 1
      }
    }
  }

  /// NFS and some FUSE programs do not know RENAME_NOREPLACE; there a look comes before the rename.
  func renameWithoutReplacing(_ from: String, _ to: String) throws(SystemCallError) {
    do throws(SystemCallError) {
      try doors.renameExclusively(from, to)
    } catch  where [EINVAL, ENOSYS, ENOTSUP].contains(error.code) {
      guard access(to, F_OK) != 0 else { throw SystemCallError(code: EEXIST) }
      try doors.rename(from, to)
    }
  }

  /// Whether the file under a path is the recorded one.
  func confirm(_ sighting: SightingKey, at path: String) throws(SpoolError) {
    let status: FileStatus
    do throws(SystemCallError) { status = try .ofName(path) } catch {
      throw error.saysVanished ? .vanished : .source(.stat, error)
    }
    guard status.isRegular else { throw .notRegular }
    guard sighting.matches(status) else { throw .changedDuringCopy }
  }

  func sync(_ place: String) throws(SpoolError) {
    let folder = URL(filePath: place).deletingLastPathComponent().path
    do throws(SystemCallError) { try doors.syncFolder(folder) } catch {
      throw .target(.sync, error)
    }
  }

  /// Makes a folder and those above it that are missing.
  func makeFolder(_ path: String) throws(SpoolError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    let error = SystemCallError.last
    let above = URL(filePath: path).deletingLastPathComponent().path
    guard error.code == ENOENT, above != path else { throw .target(.create, error) }
    try makeFolder(above)
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .target(.create, .last) }
  }

  private static func numbered(_ wanted: URL, _ number: Int) -> String {
    guard number > 1 else { return wanted.path }
    let stem = wanted.deletingPathExtension().path + "-\(number)"
    return wanted.pathExtension.isEmpty ? stem : stem + "." + wanted.pathExtension
  }
}
