import Foundation
import Glibc
import Intake
import Logging
import TestSupport
import Testing

@Suite("Watched folders", .temporaryFolder, .timeLimit(.minutes(15)))
struct FoldersTests {
  private let files = FileManager.default

  /// The files lie in new folders before anybody can watch those.
  @Test func `lose nothing that comes in new folders`() async throws {
    let drop = try Drop { $0.rescanInterval = .seconds(3600) }
    let arrivals = try await drop.started()
    var expected: Set<String> = []
    for number in 0..<60 {
      let name = "a\(number)/b/c/im.dcm"
      try drop.write(name)
      expected.insert(name)
    }
    #expect(Set(await drop.names(60, arrivals)) == expected)
    // And they are watched from now on.
    try drop.write("a7/b/c/later.dcm")
    #expect(await drop.names(1, arrivals) == ["a7/b/c/later.dcm"])
    drop.watcher.stop()
  }

  @Test func `find what comes with a folder that is moved in, and follow its new name`()
    async throws
  {
    let drop = try Drop { $0.rescanInterval = .seconds(3600) }
    let arrivals = try await drop.started()
    let study = drop.outside.appending(path: "study")
    try files.createDirectory(at: study, withIntermediateDirectories: true)
    try Drop.content("1").write(to: study.appending(path: "1.dcm"))
    try files.moveItem(atPath: study.path, toPath: drop.path("study"))
    #expect(await drop.names(1, arrivals) == ["study/1.dcm"])
    try files.moveItem(atPath: drop.path("study"), toPath: drop.path("renamed"))
    // Under another path it is another sighting; its content tells the pipeline that it is the same.
    #expect(await drop.names(1, arrivals) == ["renamed/1.dcm"])
    try drop.write("renamed/2.dcm")
    #expect(await drop.names(1, arrivals) == ["renamed/2.dcm"])
    drop.watcher.stop()
  }

  @Test func `that are missing at the start are waited for`() async throws {
    let drop = try Drop(makesFolder: false)
    let arrivals = drop.watcher.arrivals().makeAsyncIterator()
    // Renamed into place: the file is in it at once.
    let made = drop.outside.appending(path: "in")
    try files.createDirectory(at: made, withIntermediateDirectories: true)
    try Drop.content("a").write(to: made.appending(path: "a.dcm"))
    try files.moveItem(at: made, to: drop.folder)
    #expect(await drop.names(1, arrivals) == ["a.dcm"])
    #expect(drop.watcher.status().folders.first?.mode == .events)
    drop.watcher.stop()
  }

  @Test(arguments: [WatchedFolder.Mode.events, .poll])
  func `that are replaced are read again, and known files stay known`(
    mode: WatchedFolder.Mode
  ) async throws {
    let drop = try Drop {
      $0.mode = mode
      $0.rescanInterval = .milliseconds(50)
    }
    let arrivals = try await drop.started()
    let away = drop.outside.appending(path: "away").path
    for round in 0..<3 {
      try files.moveItem(atPath: drop.folder.path, toPath: away)
      // Like an empty mount point while the share is away.
      try files.createDirectory(at: drop.folder, withIntermediateDirectories: true)
      try drop.write("below-\(round).dcm")
      #expect(await drop.names(1, arrivals) == ["below-\(round).dcm"])
      try files.removeItem(at: drop.folder)
      try files.moveItem(atPath: away, toPath: drop.folder.path)
      // The pilot is there again with the same sighting, so only the new file comes.
      try drop.write("again-\(round).dcm")
      #expect(await drop.names(1, arrivals) == ["again-\(round).dcm"])
    }
    drop.watcher.stop()
  }

  @Test func `leave links, pipes and excluded folders alone`() async throws {
    let drop = try Drop {
      $0.excludedFolders = ["done"]
      $0.mode = .events
    }
    try drop.write("done/a.dcm")
    try Drop.content("x").write(to: drop.outside.appending(path: "x"))
    for (name, target) in [("link.dcm", drop.outside.path + "/x"), ("loop", drop.folder.path)] {
      try files.createSymbolicLink(atPath: drop.path(name), withDestinationPath: target)
    }
    try #require(mkfifo(drop.path("pipe"), 0o600) == 0)
    let arrivals = try await drop.started()
    try drop.write("done/b.dcm")
    try drop.write("done/deep/c.dcm")
    try files.createSymbolicLink(
      atPath: drop.path("link2.dcm"),
      withDestinationPath: drop.outside.path + "/x"
    )
    try #require(mkfifo(drop.path("pipe2"), 0o600) == 0)
    try drop.write("last.dcm")
    #expect(await drop.names(1, arrivals) == ["last.dcm"])
    drop.watcher.stop()
  }

  @Test func `below are left alone when that is configured`() async throws {
    let drop = try Drop { $0.isRecursive = false }
    try drop.write("below/a.dcm")
    let arrivals = try await drop.started()
    try drop.write("below/b.dcm")
    try drop.write("other/c.dcm")
    try drop.write("last.dcm")
    #expect(await drop.names(1, arrivals) == ["last.dcm"])
    drop.watcher.stop()
  }

  @Test func `may not overlap`() throws {
    for (upper, lower) in [("/in", "/in"), ("/in", "/in/ct"), ("/in/", "/in/./ct/../mr")] {
      #expect(throws: IntakeError.self) { try Self.watcher([upper, lower]) }
      #expect(throws: IntakeError.self) { try Self.watcher([lower, upper]) }
    }
    #expect(throws: Never.self) { try Self.watcher(["/in", "/input"]) }
    #expect(throws: Never.self) {
      try Self.watcher(["/in", "/in/done/old"]) { $0.excludedFolders = ["done"] }
    }
    #expect(throws: Never.self) { try Self.watcher(["/in", "/in/ct"]) { $0.isRecursive = false } }
  }

  private static func watcher(
    _ paths: [String],
    configure: (inout WatchedFolder) -> Void = { _ in }
  ) throws {
    _ = try FolderWatcher(
      folders: paths.map { WatchedFolder(path: $0, configure: configure) },
      logger: Logger(label: "test")
    ) { _ in .whole }
  }
}
