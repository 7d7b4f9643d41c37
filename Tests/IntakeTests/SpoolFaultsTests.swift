import Foundation
import Glibc
import TestSupport
import Testing

@testable import Intake

@Suite("A disk that fails", .temporaryFolder, .tags(.faultInjection))
struct SpoolFaultsTests {
  enum Door: String, CaseIterable, Sendable {
    case create, read, write, secondWrite, sync, rename, syncFolder
  }

  private let folder = TemporaryFolder.current
  private let spool = TemporaryFolder.current.appending(path: "spool")

  /// Doors of which one fails with the errno.
  private func doors(_ door: Door, _ code: Int32) -> SpoolDoors {
    var doors = SpoolDoors()
    let live = doors
    let error = SystemCallError(code: code)
    let calls = Calls()
    switch door {
    case .create: doors.create = { _ throws(SystemCallError) in throw error }
    case .read: doors.read = { _, _ throws(SystemCallError) in throw error }
    case .write: doors.write = { _, _ throws(SystemCallError) in throw error }
    case .secondWrite:
      doors.write = { file, bytes throws(SystemCallError) in
        if calls.next() == 2 { throw error }
        return try live.write(file, bytes)
      }
    case .sync: doors.sync = { _ throws(SystemCallError) in throw error }
    case .rename: doors.rename = { _, _ throws(SystemCallError) in throw error }
    case .syncFolder:
      doors.sync = { file throws(SystemCallError) in
        if calls.next() == 2 { throw error }
        try live.sync(file)
      }
    }
    return doors
  }

  @Test(arguments: Door.allCases, [ENOSPC, EIO, EDQUOT, EACCES, ESTALE, EROFS])
  func `leaves no half file under a final name`(door: Door, code: Int32) throws {
    try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
    let source = folder.appending(path: "a.dcm")
    let bytes = Data(repeating: 7, count: 2_500_000)
    try bytes.write(to: source)
    let spooler = SpoolCopy(folder: spool, doors: doors(door, code))
    let error = #expect(throws: SpoolError.self) { try spooler.copy(source.path) }
    let cause = SystemCallError(code: code)
    let expected: SpoolError =
      switch door {
      case .create: .target(.create, cause)
      case .read: .source(.read, cause)
      case .write, .secondWrite: .target(.write, cause)
      case .sync, .syncFolder: .target(.sync, cause)
      case .rename: .target(.rename, cause)
      }
    #expect(error == expected)
    #expect(error?.isOurs == (door != .read))
    #expect(error?.isTransient == (door != .read || [EIO, ESTALE].contains(code)))
    #expect(error?.description.contains("errno \(code)") == true)
    let left = try FileManager.default.contentsOfDirectory(
      at: spool,
      includingPropertiesForKeys: nil
    )
    // After a failed sync of the folder the whole file may stay: it is whole, only not yet promised.
    #expect(left.count == (door == .syncFolder ? 1 : 0))
    for file in left { #expect(try Data(contentsOf: file) == bytes) }
    // The source is untouched, and the copy succeeds as soon as the disk does.
    #expect(try Data(contentsOf: source) == bytes)
    #expect(throws: Never.self) { try SpoolCopy(folder: spool).copy(source.path) }
  }
}
