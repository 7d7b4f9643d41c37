import Foundation
import Glibc
import InMemoryLogging
import Intake
import Logging
import TestSupport
import Testing

@Suite("How a folder is watched", .temporaryFolder, .timeLimit(.minutes(15)))
struct ModesTests {
  @Test func `is by events on a local disk, as the log says once`() async throws {
    let drop = try Drop()
    _ = try await drop.started()
    let folder = try #require(drop.watcher.status().folders.first)
    #expect(folder.mode == .events)
    #expect(folder.reason == "local disk")
    drop.watcher.stop()
    let read = drop.logs.entries.filter { $0.message == "Watched folder is read" }
    #expect(read.count == 1)
    #expect(read.first?.metadata["folder.mode"] == "events")
  }

  @Test(arguments: [FileSystemKind.network("NFS"), .network("SMB2"), .userSpace])
  func `is by polling on a network disk`(kind: FileSystemKind) async throws {
    var options = FolderWatcher.Options()
    options.fileSystemKind = { _ throws(SystemCallError) in kind }
    let drop = try Drop(options: options)
    let arrivals = try await drop.started()
    #expect(drop.watcher.status().folders.first?.mode == .poll)
    #expect(drop.watcher.status().folders.first?.reason.contains("\(kind)") == true)
    try drop.write("deep/down/a.dcm")
    let file = try #require(await arrivals.next(isolation: nil))
    #expect(drop.name(file) == "deep/down/a.dcm")
    #expect((file.inode == 0) == !kind.hasLastingInodes)
    // What the watcher sights is what the copy compares with.
    let spool = SpoolCopy(folder: drop.outside)
    #expect(try spool.copy(file.path, sightedAs: file.sighting).size == file.size)
    #expect(drop.watcher.status().folders.first?.lastEvent == nil)
    drop.watcher.stop()
  }

  @Test func `is by events on a network disk if the site says so`() async throws {
    var options = FolderWatcher.Options()
    options.fileSystemKind = { _ throws(SystemCallError) in .network("NFS") }
    let drop = try Drop(options: options) { $0.mode = .events }
    _ = try await drop.started()
    #expect(drop.watcher.status().folders.first?.mode == .events)
    drop.watcher.stop()
  }

  @Test func `falls back to polling when the watches are used up, and says so`() async throws {
    var options = FolderWatcher.Options()
    options.maximumWatches = 3
    let drop = try Drop(options: options)
    for number in 0..<8 { try drop.write("s\(number)/a.dcm") }
    let arrivals = drop.watcher.arrivals().makeAsyncIterator()
    #expect(await drop.names(8, arrivals).count == 8)
    let folder = try #require(drop.watcher.status().folders.first)
    #expect(folder.mode == .poll)
    #expect(folder.reason.contains("max_user_watches"))
    for number in 0..<8 { try drop.write("s\(number)/b.dcm") }
    let expected = Set((0..<8).map { "s\($0)/b.dcm" })
    #expect(Set(await drop.names(8, arrivals)) == expected)
    drop.watcher.stop()
  }

  @Test func `leaves a name alone that is not UTF-8, and says so`() async throws {
    let drop = try Drop { $0.mode = .events }
    func make(_ bytes: [UInt8]) throws {
      let path = Array((drop.folder.path + "/M").utf8) + bytes + [0]
      let descriptor = creat(path.map { CChar(bitPattern: $0) }, 0o600)
      try #require(descriptor >= 0)
      close(descriptor)
    }
    try make([0xFC])
    let arrivals = try await drop.started()
    try make([0xE4])
    try drop.write("last.dcm")
    #expect(await drop.names(1, arrivals) == ["last.dcm"])
    #expect((drop.watcher.status().folders.first?.unreadableNames ?? 0) >= 2)
    #expect(drop.count(ofLog: "A file name is not UTF-8 and is left alone, rename the file") == 1)
    drop.watcher.stop()
  }

  @Test func `never brings a file's name into the log`() async throws {
    let drop = try Drop { $0.incompleteWait = .milliseconds(50) }
    let arrivals = try await drop.started()
    try drop.write("Doe^John/Doe^John.dcm")
    try Data("Doe".utf8).write(to: URL(filePath: drop.path("Doe^John.txt")))
    #expect(await drop.names(2, arrivals).count == 2)
    try FileManager.default.removeItem(at: drop.folder)
    try drop.write("Doe^John.dcm")
    #expect(await drop.names(1, arrivals).count == 1)
    drop.watcher.stop()
    #expect(!drop.logs.entries.isEmpty)
    for entry in drop.logs.entries {
      #expect(!"\(entry.message) \(entry.metadata)".contains("Doe"))
    }
  }
}
