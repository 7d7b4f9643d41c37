import Foundation
import Intake
import Synchronization
import TestSupport
import Testing

@Suite("A file that is not whole", .temporaryFolder, .timeLimit(.minutes(15)))
struct IncompleteFilesTests {
  private func half(_ name: String) -> Data {
    let content = Drop.content(name)
    return content.prefix(content.count / 2)
  }

  @Test func `is delivered as truncated when nobody completes it`() async throws {
    let drop = try Drop { $0.incompleteWait = .milliseconds(200) }
    let arrivals = try await drop.started()
    try half("a.dcm").write(to: URL(filePath: drop.path("a.dcm")))
    let file = try #require(await arrivals.next(isolation: nil))
    #expect(file.completeness == .truncated)
    drop.watcher.stop()
  }

  @Test func `is delivered with the reason when it is nothing of the format`() async throws {
    let drop = try Drop { $0.incompleteWait = .milliseconds(200) }
    let arrivals = try await drop.started()
    try Data("something else".utf8).write(to: URL(filePath: drop.path("README")))
    let file = try #require(await arrivals.next(isolation: nil))
    #expect(file.completeness == .notRecognised("no beginning"))
    drop.watcher.stop()
  }

  @Test func `is delivered as whole once it was completed`() async throws {
    let (looks, look) = AsyncStream<String>.makeStream()
    let drop = try Drop(completeness: {
      let state = Drop.state($0)
      if state == .incomplete { look.yield($0) }
      return state
    })
    let arrivals = try await drop.started()
    try half("a.dcm").write(to: URL(filePath: drop.path("a.dcm")))
    // It has been seen incomplete before the rest comes.
    for await path in looks {
      #expect(path == drop.path("a.dcm"))
      break
    }
    let handle = try FileHandle(forWritingTo: URL(filePath: drop.path("a.dcm")))
    try handle.seekToEnd()
    try handle.write(contentsOf: Drop.content("a.dcm").dropFirst(half("a.dcm").count))
    try handle.close()
    let file = try #require(await arrivals.next(isolation: nil))
    #expect(file.completeness == .whole)
    #expect(try Data(contentsOf: file.url) == Drop.content("a.dcm"))
    drop.watcher.stop()
  }

  /// As `storescp +B` does when its sender is killed: CLOSE_WRITE on the partial file, then DELETE.
  @Test func `is forgotten quietly when its sender takes it back`() async throws {
    let (looks, look) = AsyncStream<String>.makeStream()
    let drop = try Drop(completeness: {
      let state = Drop.state($0)
      if state == .incomplete { look.yield($0) }
      return state
    })
    let arrivals = try await drop.started()
    try half("a.dcm").write(to: URL(filePath: drop.path("a.dcm")))
    for await _ in looks { break }
    try FileManager.default.removeItem(atPath: drop.path("a.dcm"))
    try drop.write("b.dcm")
    #expect(drop.name(await arrivals.next(isolation: nil)) == "b.dcm")
    drop.watcher.stop()
  }

  @Test func `that changed while it was copied comes again`() async throws {
    let drop = try Drop()
    let arrivals = try await drop.started()
    try drop.write("a.dcm")
    let first = try #require(await arrivals.next(isolation: nil))
    try Drop.content("a.dcm, grown").write(to: first.url)
    let spool = SpoolCopy(folder: drop.outside)
    #expect(throws: SpoolError.changedDuringCopy) {
      try spool.copy(first.path, sightedAs: first.sighting)
    }
    drop.watcher.takeBack(first)
    let second = try #require(await arrivals.next(isolation: nil))
    #expect(second.path == first.path)
    #expect(second.sighting != first.sighting)
    let copy = try spool.copy(second.path, sightedAs: second.sighting)
    #expect(try Data(contentsOf: copy.url) == Drop.content("a.dcm, grown"))
    // Unchanged but given back, such as after a full disk: it comes again all the same.
    drop.watcher.takeBack(second, pause: .milliseconds(10))
    #expect(await arrivals.next(isolation: nil) == second)
    drop.watcher.stop()
  }

  @Test func `in the backlog is judged anew before it is handed out`() async throws {
    let drop = try Drop { $0.incompleteWait = .milliseconds(100) }
    try drop.write("a.dcm")
    try drop.write("b.dcm")
    let arrivals = drop.watcher.arrivals().makeAsyncIterator()
    #expect(drop.name(await arrivals.next(isolation: nil)) == "a.dcm")
    // b.dcm is ready too, but nobody has asked; then its sender truncates and later completes it.
    try half("b.dcm").write(to: URL(filePath: drop.path("b.dcm")))
    let file = try #require(await arrivals.next(isolation: nil))
    #expect(file.completeness == .truncated)
    #expect(file.size == Int64(half("b.dcm").count))
    drop.watcher.stop()
  }
}
