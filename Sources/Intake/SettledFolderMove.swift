import Foundation
import Glibc

/// What becomes of a source after its result is recorded.
public enum SettlePolicy: Sendable, Hashable {
  /// It stays untouched where its sender put it.
  case leave
  /// It is moved away: the first folder takes recorded files, the second failed ones.
  case move(done: String, failed: String)
}

/// Moves recorded sources out of a watched folder, never over a file that is already there.
///
/// The place below the watched folder is kept (`in/ct/a.dcm` goes to `done/ct/a.dcm`); a taken name gets
/// a number (`a-2.dcm`). The target must be excluded from watching if it lies inside the watched folder.
public struct SettledFolderMove: Sendable {
  /// Where files go.
  public let target: String
  let doors: SpoolDoors

  /// Moves into one folder, which is made (0700) when it is needed.
  ///
  /// On the same file system a move is a rename; elsewhere a durable copy, then a removal.
  public init(target: String, doors: SpoolDoors = SpoolDoors()) {
    self.target = AbsolutePath.of(target)
    self.doors = doors
  }

  /// Moves one file if it is still the one that was recorded.
  ///
  /// - Parameters:
  ///   - sighting: the state that was recorded.
  ///   - folder: the watched folder that it lies under.
  /// - Returns: the new path.
  /// - Throws: `SpoolError`; the source then still lies where it was, in the case of `.remove` beside
  ///   its copy. `.changedDuringCopy` means that a newer file has taken its name: leave that one.
  @discardableResult
  public func move(_ sighting: SightingKey, from folder: String) throws(SpoolError) -> String {
    let watched = WatchedFolder(path: folder)
    guard watched.contains(sighting.path), sighting.path != watched.path else { throw .notRegular }
    try confirm(sighting, at: sighting.path)
    let below = String(sighting.path.dropFirst(watched.path.count).drop { $0 == "/" })
    let wanted = URL(filePath: target).appending(path: below, directoryHint: .notDirectory)
    try makeFolder(wanted.deletingLastPathComponent().path)
    let place: String
    do throws(SystemCallError) {
      place = try firstFree(wanted) { place throws(SystemCallError) in
        try renameWithoutReplacing(sighting.path, place)
      }
    } catch  where error.code == EXDEV {
      return try copyAway(sighting, to: wanted)
    } catch {
      throw error.saysVanished ? .vanished : .target(.rename, error)
    }
    return try finish(sighting, at: place)
  }

  /// A sender may have overwritten the name between the look and the rename; its file goes back.
  private func finish(_ sighting: SightingKey, at place: String) throws(SpoolError) -> String {
    do throws(SpoolError) {
      try confirm(sighting, at: place)
    } catch {
      do throws(SystemCallError) { try doors.renameExclusively(place, sighting.path) } catch {
        throw .target(.rename, error)
      }
      throw .changedDuringCopy
    }
    try sync(place)
    return place
  }

  private func copyAway(_ sighting: SightingKey, to wanted: URL) throws(SpoolError) -> String {
    let (source, status) = try DurableCopy.openSource(sighting.path, followsLink: false)
    defer { close(source) }
    guard sighting.matches(status) else { throw .changedDuringCopy }
    let folder = wanted.deletingLastPathComponent()
    let temporary = folder.appending(path: ".incoming-" + UUID().uuidString).path
    _ = try DurableCopy(doors: doors).copy(source, status, to: temporary)
    let place: String
    do throws(SystemCallError) {
      place = try firstFree(wanted) { place throws(SystemCallError) in
        try renameWithoutReplacing(temporary, place)
      }
    } catch {
      unlink(temporary)
      throw .target(.rename, error)
    }
    try sync(place)
    try confirm(sighting, at: sighting.path)
    guard unlink(sighting.path) == 0 else { throw .source(.remove, .last) }
    return place
  }
}
