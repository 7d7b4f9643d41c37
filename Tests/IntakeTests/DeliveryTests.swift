import Foundation
import InMemoryLogging
import Intake
import Logging
import Synchronization
import TestSupport
import Testing

@Suite("Deliveries", .temporaryFolder, .timeLimit(.minutes(15)))
struct DeliveryTests {
  @Test(arguments: [WatchedFolder.Mode.events, .poll])
  func `of files that settle together are in the order of their names`(
    mode: WatchedFolder.Mode
  ) async throws {
    let drop = try Drop {
      $0.mode = mode
      $0.settle = .milliseconds(600)
      $0.unannouncedSettle = .milliseconds(600)
    }
    let arrivals = try await drop.started()
    let study = drop.outside.appending(path: "study")
    try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
    for name in ["im006-otherpixels.dcm", "im10.dcm", "im005-again.dcm", "im006.dcm", "im005.dcm"] {
      try Drop.content(name).write(to: study.appending(path: name))
    }
    try FileManager.default.moveItem(atPath: study.path, toPath: drop.path("study"))
    let names = [
      "im005.dcm", "im005-again.dcm", "im006.dcm", "im006-otherpixels.dcm", "im10.dcm",
    ]
    #expect(await drop.names(5, arrivals) == names.map { "study/" + $0 })
    drop.watcher.stop()
  }

  @Test func `go on after a restart where they stopped`() async throws {
    let drop = try Drop()
    for number in 0..<500 { try drop.write("s\(number % 9)/\(number).dcm") }
    let arrivals = drop.watcher.arrivals().makeAsyncIterator()
    var taken: [SightingKey] = []
    while taken.count < 3, let file = await arrivals.next(isolation: nil) {
      taken.append(file.sighting)
    }
    // 497 are still in the backlog; a stop does not wait for them, and loses none.
    drop.watcher.stop()
    #expect(await arrivals.next(isolation: nil) == nil)
    var options = FolderWatcher.Options()
    options.known = KnownFiles(taken)
    let second = try Drop(options: options)
    let rest = second.watcher.arrivals().makeAsyncIterator()
    let names = await second.names(497, rest)
    #expect(Set(names).count == 497)
    #expect(
      Set(names).isDisjoint(
        with: taken.map { String($0.path.dropFirst(drop.folder.path.count + 1)) }
      )
    )
    try second.write("last.dcm")
    #expect(await second.names(1, rest) == ["last.dcm"])
    second.watcher.stop()
    #expect(await rest.next(isolation: nil) == nil)
    #expect(second.watcher.status().known == 501)
  }

  @Test func `go to several consumers, each file to one`() async throws {
    let drop = try Drop()
    for number in 0..<300 { try drop.write("\(number).dcm") }
    let arrivals = drop.watcher.arrivals()
    let taken = Calls()
    let paths = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask {
          var paths: [String] = []
          for await file in arrivals {
            paths.append(file.path)
            if taken.next() == 300 { drop.watcher.stop() }
          }
          return paths
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(paths.count == 300)
    #expect(Set(paths).count == 300)
  }

  @Test func `to a cancelled consumer are left for the next one`() async throws {
    let drop = try Drop()
    let arrivals = drop.watcher.arrivals()
    let next = try await drop.started()
    for round in 0..<50 {
      let consumer = Task { () -> ArrivedFile? in
        for await file in arrivals { return file }
        return nil
      }
      try drop.write("\(round).dcm")
      if round.isMultiple(of: 2) { consumer.cancel() }
      let taken = await consumer.value
      let name = taken == nil ? drop.name(await next.next(isolation: nil)) : drop.name(taken)
      #expect(name == "\(round).dcm")
    }
    drop.watcher.stop()
  }

  @Test func `wait while intake is closed, which is logged once`() async throws {
    let (questions, question) = AsyncStream<Void>.makeStream()
    let isOpen = Mutex(true)
    var options = FolderWatcher.Options()
    options.gateInterval = .milliseconds(5)
    options.isIntakeOpen = {
      question.yield()
      return isOpen.withLock { $0 }
    }
    let drop = try Drop(options: options)
    let arrivals = try await drop.started()
    isOpen.withLock { $0 = false }
    try drop.write("a.dcm")
    let consumer = Task { () -> ArrivedFile? in
      for await file in drop.watcher.arrivals() { return file }
      return nil
    }
    // The pilot's question, then at least two to the closed gate: the first has become visible.
    var count = 0
    for await _ in questions {
      count += 1
      if count == 10 { break }
    }
    #expect(drop.watcher.status().isPaused)
    #expect(drop.watcher.status().folders.first?.ready == 1)
    isOpen.withLock { $0 = true }
    #expect(drop.name(await consumer.value) == "a.dcm")
    try drop.write("b.dcm")
    #expect(await drop.names(1, arrivals) == ["b.dcm"])
    #expect(!drop.watcher.status().isPaused)
    #expect(drop.count(ofLog: "Intake is paused, files stay in their folders") == 1)
    #expect(drop.count(ofLog: "Intake goes on") == 1)
    drop.watcher.stop()
  }

  @Test func `end at once when the watcher is stopped before it starts`() async throws {
    let drop = try Drop()
    drop.watcher.stop()
    let arrivals = drop.watcher.arrivals().makeAsyncIterator()
    #expect(await arrivals.next(isolation: nil) == nil)
  }

  @Test func `end when a consumer waits and nothing comes`() async throws {
    let drop = try Drop()
    let arrivals = try await drop.started()
    drop.watcher.stop()
    #expect(await arrivals.next(isolation: nil) == nil)
    #expect(await arrivals.next(isolation: nil) == nil)
  }
}
