import Foundation
import Glibc
import InMemoryLogging
import Intake
import Logging
import Synchronization
import TestSupport
import Testing

/// A watched folder in the test's temporary folder, with short settle times.
struct Drop {
  let folder: URL
  /// Beside the watched folder, on the same file system.
  let outside: URL
  let logs = InMemoryLogHandler()
  let watcher: FolderWatcher

  /// The text with which a whole file begins and ends.
  static let begin = "BEGIN"
  static let end = "END"

  init(
    options: FolderWatcher.Options = .init(),
    makesFolder: Bool = true,
    configure: (inout WatchedFolder) -> Void = { _ in },
    completeness: @escaping @Sendable (String) -> FileState = Drop.state
  ) throws {
    folder = TemporaryFolder.current.appending(path: "in")
    outside = TemporaryFolder.current.appending(path: "outside")
    for place in makesFolder ? [folder, outside] : [outside] {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }
    let logs = self.logs
    watcher = try FolderWatcher(
      folders: [Self.configured(folder, configure)],
      options: options,
      logger: Logger(label: "test") { _ in logs },
      completeness: completeness
    )
  }

  static func configured(_ url: URL, _ configure: (inout WatchedFolder) -> Void) -> WatchedFolder {
    WatchedFolder(path: url.path) { folder in
      folder.settle = .milliseconds(50)
      folder.unannouncedSettle = .milliseconds(100)
      folder.pollInterval = .milliseconds(50)
      folder.incompleteWait = .seconds(30)
      configure(&folder)
    }
  }

  /// Whole if it begins and ends as it should.
  @Sendable static func state(_ path: String) -> FileState {
    guard let text = try? Data(contentsOf: URL(filePath: path)) else {
      return .notRecognised("cannot be read")
    }
    guard text.starts(with: Data(begin.utf8)) else { return .notRecognised("no beginning") }
    return text.suffix(end.utf8.count) == Data(end.utf8) ? .whole : .incomplete
  }

  static func content(_ name: String) -> Data {
    Data((begin + name + String(repeating: ".", count: 5000) + end).utf8)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes a whole file at once, with the folders it needs.
  func write(_ name: String) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Self.content(name).write(to: url)
  }

  /// The name below the watched folder.
  func name(_ file: ArrivedFile?) -> String? {
    file.map { String($0.path.dropFirst(folder.path.count + 1)) }
  }

  /// The names of the next files, in the order of their delivery.
  func names(_ count: Int, _ arrivals: Arrivals.Iterator) async -> [String] {
    var names: [String] = []
    while names.count < count, let file = await arrivals.next(isolation: nil) {
      names.append(name(file) ?? "")
    }
    return names
  }

  /// Starts, and waits until the first scan has delivered a file, so that later ones are no news of it.
  func started() async throws -> Arrivals.Iterator {
    try write("pilot")
    let arrivals = watcher.arrivals().makeAsyncIterator()
    let pilot = await arrivals.next(isolation: nil)
    #expect(name(pilot) == "pilot")
    return arrivals
  }

  func count(ofLog message: Logger.Message) -> Int {
    logs.entries.count { $0.message == message }
  }
}

extension Tag {
  @Tag static var slow: Self
  @Tag static var faultInjection: Self
}
