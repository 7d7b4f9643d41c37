import Foundation
import Glibc
import InMemoryLogging
import Intake
import Logging
import Synchronization
import TestSupport
import Testing

@Suite("A burst of files", .temporaryFolder, .timeLimit(.minutes(15)))
struct BurstTests {
  // The watcher's thread is held in the first file while 20 000 others come, and the kernel keeps
  // 16 384 events. Links, since a busy disk takes a minute for as many files.
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
      try #require(link(drop.path("pilot"), drop.path("\(number).dcm")) == 0)
    }
    release.signal()
    // Several consumers, since a single one makes two changes of thread out of each file.
    let taken = Calls()
    let names = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<32 {
        group.addTask {
          var names: [String] = []
          let mine = drop.watcher.arrivals().makeAsyncIterator()
          while taken.next() <= count + 1 { names += await drop.names(1, mine) }
          return names
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(names.count == count + 1)
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
