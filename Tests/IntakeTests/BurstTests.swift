import Foundation
import InMemoryLogging
import Intake
import Logging
import Synchronization
import TestSupport
import Testing

@Suite("A burst of files", .temporaryFolder, .timeLimit(.minutes(2)))
struct BurstTests {
  /// The watcher's thread is held in the first file while 20 000 others come: about 40 000 events, and
  /// the kernel keeps 16 384.
  @Test(.tags(.slow)) func `that overflows the kernel's queue loses nothing`() async throws {
    let (held, hold) = AsyncStream<Void>.makeStream()
    let release = DispatchSemaphore(value: 0)
    let isFirst = Mutex(true)
    let drop = try Drop(
      configure: {
        $0.mode = .events
        $0.rescanInterval = .seconds(3600)
      },
      completeness: { path in
        if path.hasSuffix("hold.dcm"), isFirst.withLock({ $0.exchange(false) }) {
          hold.yield()
          release.wait()
        }
        return .whole
      }
    )
    let arrivals = try await drop.started()
    try drop.write("hold.dcm")
    for await _ in held { break }
    let count = 20_000
    for number in 0..<count {
      try Data("\(number)".utf8).write(to: URL(filePath: drop.path("\(number).dcm")))
    }
    release.signal()
    let names = await drop.names(count + 1, arrivals)
    #expect(Set(names).count == count + 1)
    let message: Logger.Message =
      "The kernel's event queue overflowed, all folders are scanned again"
    #expect(drop.count(ofLog: message) >= 1)
    try drop.write("last.dcm")
    #expect(await drop.names(1, arrivals) == ["last.dcm"])
    drop.watcher.stop()
  }

  @Test(arguments: [WatchedFolder.Mode.events, .poll])
  func `larger than the bookkeeping stays in its folder and loses nothing`(
    mode: WatchedFolder.Mode
  ) async throws {
    var options = FolderWatcher.Options()
    options.backlogLimit = 10
    let drop = try Drop(options: options) {
      $0.mode = mode
      $0.rescanInterval = .seconds(3600)
    }
    let arrivals = try await drop.started()
    for number in 0..<200 { try drop.write("\(number % 3)/\(number).dcm") }
    var names: Set<String> = []
    while names.count < 200, let file = await arrivals.next(isolation: nil) {
      names.insert(file.path)
      let folder = try #require(drop.watcher.status().folders.first)
      #expect(folder.waiting + folder.ready <= 10)
    }
    #expect(names.count == 200)
    try drop.write("last.dcm")
    #expect(await drop.names(1, arrivals) == ["last.dcm"])
    drop.watcher.stop()
  }
}

extension Bool {
  fileprivate mutating func exchange(_ new: Bool) -> Bool {
    defer { self = new }
    return self
  }
}
