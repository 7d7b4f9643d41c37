import ContentHash
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Intake

@Suite("A copy into the spool", .temporaryFolder)
struct SpoolCopyTests {
  private let folder = TemporaryFolder.current
  private let spool = TemporaryFolder.current.appending(path: "spool")
  private let bytes = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) })
  private var source: String { folder.appending(path: "a.dcm").path }

  init() throws {
    try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
    try bytes.write(to: URL(filePath: source))
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: spool.path) }
  }

  @Test func `bears its digest, is readable by its owner alone, and leaves the source as it was`()
    throws
  {
    let before = try FileStatus.ofName(source)
    let copy = try SpoolCopy(folder: spool).copy(source)
    #expect(copy.digest == SHA256Digest(of: bytes))
    #expect(copy.url.lastPathComponent == copy.digest.hex)
    #expect(copy.size == 3_000_000)
    #expect(try Data(contentsOf: copy.url) == bytes)
    #expect(try names == [copy.digest.hex])
    var raw = stat()
    #expect(stat(copy.url.path, &raw) == 0)
    #expect(raw.st_mode & 0o777 == 0o600)
    #expect(try FileStatus.ofName(source) == before)
    #expect(copy.source == before)
  }

  @Test func `of equal content takes the place of the first`() throws {
    let spooler = SpoolCopy(folder: spool)
    #expect(try spooler.copy(source).url == spooler.copy(source).url)
    #expect(try names.count == 1)
  }

  @Test func `reaches the disk before it bears its name`() throws {
    let steps = Mutex<[String]>([])
    var doors = SpoolDoors()
    let live = doors
    doors.sync = { file throws(SystemCallError) in
      steps.withLock { $0.append("sync") }
      try live.sync(file)
    }
    doors.rename = { from, to throws(SystemCallError) in
      steps.withLock { $0.append("rename") }
      try live.rename(from, to)
    }
    _ = try SpoolCopy(folder: spool, doors: doors).copy(source)
    #expect(steps.withLock { $0 } == ["sync", "rename", "sync"])
  }

  @Test func `is whole though the disk takes only a few bytes at a time`() throws {
    var doors = SpoolDoors()
    let live = doors
    doors.write = { file, bytes throws(SystemCallError) in
      try live.write(file, UnsafeRawBufferPointer(rebasing: bytes.prefix(77_777)))
    }
    let copy = try SpoolCopy(folder: spool, doors: doors).copy(source)
    #expect(try Data(contentsOf: copy.url) == bytes)
  }

  @Test func `of a file that is being written to is refused`() throws {
    var doors = SpoolDoors()
    let live = doors
    let path = source
    let isFirst = Mutex(true)
    doors.read = { file, buffer throws(SystemCallError) in
      let count = try live.read(file, buffer)
      let grows = isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst
      }
      if grows, let handle = FileHandle(forUpdatingAtPath: path) {
        try? handle.write(contentsOf: Data("x".utf8))
        try? handle.close()
      }
      return count
    }
    #expect(throws: SpoolError.changedDuringCopy) {
      try SpoolCopy(folder: spool, doors: doors).copy(source)
    }
    #expect(try names.isEmpty)
  }

  @Test func `is made only of the state that was sighted`() throws {
    let status = try FileStatus.ofName(source)
    let sighting = SightingKey(path: source, status: status)
    _ = try SpoolCopy(folder: spool).copy(source, sightedAs: sighting)
    let other = SightingKey(
      path: source,
      size: sighting.size,
      mtimeNs: sighting.mtimeNs - 1,
      inode: sighting.inode
    )
    #expect(throws: SpoolError.changedDuringCopy) {
      try SpoolCopy(folder: spool).copy(source, sightedAs: other)
    }
  }

  @Test func `is refused for what is no regular file, without waiting for a pipe's writer`() throws
  {
    let spooler = SpoolCopy(folder: spool)
    #expect(throws: SpoolError.vanished) { try spooler.copy(source + "x") }
    #expect(throws: SpoolError.notRegular) { try spooler.copy(folder.path) }
    let pipe = folder.appending(path: "pipe").path
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(throws: SpoolError.notRegular) { try spooler.copy(pipe) }
    let link = folder.appending(path: "link").path
    try #require(symlink(source, link) == 0)
    #expect(throws: SpoolError.notRegular) { try spooler.copy(link) }
    #expect(try spooler.copy(link, followsLink: true).size == 3_000_000)
    let small = SpoolCopy(folder: spool, maximumBytes: 2_999_999)
    #expect(throws: SpoolError.tooLarge(bytes: 3_000_000, limit: 2_999_999)) {
      try small.copy(source)
    }
  }

  @Test func `that a crash left unfinished is removed at the next start`() throws {
    let spooler = SpoolCopy(folder: spool)
    let whole = try spooler.copy(source)
    try Data("half".utf8).write(to: spool.appending(path: ".incoming-1"))
    #expect(try spooler.removeUnfinished() == 1)
    #expect(try names == [whole.digest.hex])
  }
}
