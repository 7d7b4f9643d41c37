import Foundation
import Intake
import TestSupport
import Testing

@Suite("Every way of writing a file", .temporaryFolder, .timeLimit(.minutes(15)))
struct WritersTests {
  /// An hour between rescans, so that in events mode only events can find the file.
  @Test(arguments: Writer.allCases, [WatchedFolder.Mode.events, .poll])
  func `is noticed once and never half-way`(writer: Writer, mode: WatchedFolder.Mode) async throws {
    let drop = try Drop {
      $0.mode = mode
      $0.rescanInterval = .seconds(3600)
    }
    let arrivals = try await drop.started()
    try await writer.write("film.dcm", in: drop)
    let file = try #require(await arrivals.next(isolation: nil))
    #expect(drop.name(file) == "film.dcm")
    #expect(file.completeness == .whole)
    #expect(try Data(contentsOf: file.url) == Drop.content("film.dcm"))
    #expect(file.size == Int64(Drop.content("film.dcm").count))
    // The next one to come is the next file, so the first did not come twice.
    try drop.write("next.dcm")
    #expect(drop.name(await arrivals.next(isolation: nil)) == "next.dcm")
    drop.watcher.stop()
    #expect(await arrivals.next(isolation: nil) == nil)
  }

  @Test(arguments: [WatchedFolder.Mode.events, .poll])
  func `leaves working names alone`(mode: WatchedFolder.Mode) async throws {
    let drop = try Drop { $0.mode = mode }
    let arrivals = try await drop.started()
    for name in ["a.part", "b.tmp", ".c", "d~", ".hidden/e.dcm"] { try drop.write(name) }
    try drop.write("z.dcm")
    #expect(drop.name(await arrivals.next(isolation: nil)) == "z.dcm")
    try FileManager.default.moveItem(atPath: drop.path("a.part"), toPath: drop.path("a"))
    #expect(drop.name(await arrivals.next(isolation: nil)) == "a")
    drop.watcher.stop()
  }

  @Test(arguments: [WatchedFolder.Mode.events, .poll])
  func `over a known file makes it new`(mode: WatchedFolder.Mode) async throws {
    let drop = try Drop { $0.mode = mode }
    let arrivals = try await drop.started()
    let content = Drop.content("pilot, second edition")
    try await writeInPlace(content, drop.path("pilot"))
    let file = try #require(await arrivals.next(isolation: nil))
    #expect(drop.name(file) == "pilot")
    #expect(file.size == Int64(content.count))
    drop.watcher.stop()
  }

  /// As `storescp` does when an image is sent again: no new name, no new inode.
  private func writeInPlace(_ content: Data, _ path: String) async throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: content)
    try handle.close()
  }
}
