import Foundation
import Glibc
import TestSupport
import Testing

@testable import Intake

@Suite("A move of a settled file", .temporaryFolder)
struct SettledFolderMoveTests {
  private let folder = TemporaryFolder.current.appending(path: "in")
  private let done = TemporaryFolder.current.appending(path: "in/done")
  private let files = FileManager.default

  private func write(_ name: String, _ text: String) throws -> SightingKey {
    let url = folder.appending(path: name)
    try files.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
    return SightingKey(path: url.path, status: try FileStatus.ofName(url.path))
  }

  /// A rename, a disk without RENAME_NOREPLACE (NFS), and another disk.
  private static let routes: [Int32] = [0, EINVAL, EXDEV]

  private func doors(_ code: Int32) -> SpoolDoors {
    var doors = SpoolDoors()
    let live = doors
    let source = folder.path + "/ct"
    switch code {
    case EINVAL:
      doors.renameExclusively = { _, _ throws(SystemCallError) in
        throw SystemCallError(code: EINVAL)
      }
    case EXDEV:
      doors.renameExclusively = { from, to throws(SystemCallError) in
        if from.hasPrefix(source) { throw SystemCallError(code: EXDEV) }
        try live.renameExclusively(from, to)
      }
    default: break
    }
    return doors
  }

  @Test(arguments: routes)
  func `keeps the place below the folder and never replaces anything`(route: Int32) throws {
    let move = SettledFolderMove(target: done.path, doors: doors(route))
    var places: [String] = []
    for text in ["one", "two", "three"] {
      places.append(try move.move(try write("ct/a.dcm", text), from: folder.path))
      #expect(!files.fileExists(atPath: folder.path + "/ct/a.dcm"))
    }
    let names = ["/ct/a.dcm", "/ct/a-2.dcm", "/ct/a-3.dcm"]
    #expect(places == names.map { done.path + $0 })
    #expect(
      try places.map { try String(contentsOfFile: $0, encoding: .utf8) } == ["one", "two", "three"]
    )
    #expect(try files.contentsOfDirectory(atPath: done.path + "/ct").count == 3)
    var raw = stat()
    #expect(stat(done.path + "/ct", &raw) == 0)
    #expect(raw.st_mode & 0o777 == 0o700)
  }

  @Test(arguments: routes)
  func `leaves a file alone that its sender has overwritten since`(route: Int32) throws {
    let old = try write("ct/a.dcm", "old")
    _ = try write("ct/a.dcm", "newer")
    let move = SettledFolderMove(target: done.path, doors: doors(route))
    #expect(throws: SpoolError.changedDuringCopy) { try move.move(old, from: folder.path) }
    #expect(try String(contentsOfFile: old.path, encoding: .utf8) == "newer")
  }

  @Test func `puts a file back that was overwritten at the very moment of the rename`() throws {
    let old = try write("ct/a.dcm", "old")
    var doors = SpoolDoors()
    let live = doors
    let calls = Calls()
    doors.renameExclusively = { from, to throws(SystemCallError) in
      if calls.next() == 1 { try? Data("newer".utf8).write(to: URL(filePath: from)) }
      try live.renameExclusively(from, to)
    }
    let move = SettledFolderMove(target: done.path, doors: doors)
    #expect(throws: SpoolError.changedDuringCopy) { try move.move(old, from: folder.path) }
    #expect(try String(contentsOfFile: old.path, encoding: .utf8) == "newer")
    #expect(try files.contentsOfDirectory(atPath: done.path + "/ct").isEmpty)
  }

  @Test(.tags(.faultInjection), arguments: [ENOSPC, EIO])
  func `to a full or failing disk leaves the source where it was`(code: Int32) throws {
    let sighting = try write("ct/a.dcm", "one")
    var doors = doors(EXDEV)
    doors.write = { _, _ throws(SystemCallError) in throw SystemCallError(code: code) }
    let move = SettledFolderMove(target: done.path, doors: doors)
    let expected = SpoolError.target(.write, SystemCallError(code: code))
    #expect(throws: expected) { try move.move(sighting, from: folder.path) }
    #expect(try String(contentsOfFile: sighting.path, encoding: .utf8) == "one")
    #expect(try files.contentsOfDirectory(atPath: done.path + "/ct").isEmpty)
  }

  @Test func `of what has vanished or lies elsewhere is refused`() throws {
    let sighting = try write("ct/a.dcm", "one")
    let move = SettledFolderMove(target: done.path)
    #expect(throws: SpoolError.notRegular) { try move.move(sighting, from: "/somewhere") }
    try files.removeItem(atPath: sighting.path)
    #expect(throws: SpoolError.vanished) { try move.move(sighting, from: folder.path) }
  }
}
