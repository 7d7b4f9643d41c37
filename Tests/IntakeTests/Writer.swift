import Foundation
import Glibc
import Testing

/// The ways of writing a file that were measured with inotify; each ends with the same whole file.
enum Writer: String, CaseIterable, Sendable {
  case copy, renameInFolder, renameIntoFolder, link, linkAndUnlink, unnamedThenLinked, mapped
  case appendedAfterShortPause, appendedAfterLongPause

  /// Writes `name`; at times half of it is visible.
  func write(_ name: String, in drop: Drop) async throws {
    let content = Drop.content(name)
    let half = content.count / 2
    let final = drop.path(name)
    switch self {
    case .copy:
      let source = drop.outside.appending(path: name)
      try content.write(to: source)
      let process = try Process.run(URL(filePath: "/bin/cp"), arguments: [source.path, final])
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    case .renameInFolder:
      try content.write(to: URL(filePath: final + ".tmp"))
      try #require(rename(final + ".tmp", final) == 0)
    case .renameIntoFolder:
      let source = drop.outside.appending(path: name)
      try content.write(to: source)
      try #require(rename(source.path, final) == 0)
    case .link:
      let source = drop.outside.appending(path: name)
      try content.write(to: source)
      try #require(Glibc.link(source.path, final) == 0)
    case .linkAndUnlink:
      try content.write(to: URL(filePath: final + ".filepart"))
      try #require(Glibc.link(final + ".filepart", final) == 0)
      try #require(unlink(final + ".filepart") == 0)
    case .unnamedThenLinked:
      // Named while it is half full; CLOSE_WRITE comes under another name (O_TMPFILE, open(2)).
      let descriptor = open(drop.folder.path, 0o20_000_000 | O_DIRECTORY | O_RDWR, 0o600)
      try #require(descriptor >= 0)
      try put(content[..<half], descriptor)
      let unnamed = "/proc/self/fd/\(descriptor)"
      try #require(linkat(AT_FDCWD, unnamed, AT_FDCWD, final, AT_SYMLINK_FOLLOW) == 0)
      try await Task.sleep(for: .milliseconds(150))
      try put(content[half...], descriptor)
      close(descriptor)
    case .mapped:
      try await map(content, final)
    case .appendedAfterShortPause: try await append(content, final, pause: .milliseconds(10))
    case .appendedAfterLongPause: try await append(content, final, pause: .milliseconds(400))
    }
  }

  private func map(_ content: Data, _ path: String) async throws {
    let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(ftruncate(descriptor, off_t(content.count)) == 0)
    let memory = mmap(nil, content.count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    let bytes = try #require(memory)
    let target = UnsafeMutableRawBufferPointer(start: bytes, count: content.count)
    target.copyBytes(from: content.prefix(content.count / 2))
    try await Task.sleep(for: .milliseconds(150))
    target.copyBytes(from: content)
    munmap(bytes, content.count)
  }

  private func append(_ content: Data, _ path: String, pause: Duration) async throws {
    let half = content.count / 2
    for piece in [content[..<half], content[half...]] {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
      try #require(descriptor >= 0)
      try put(piece, descriptor)
      close(descriptor)
      if piece.startIndex == 0 { try await Task.sleep(for: pause) }
    }
  }

  private func put(_ bytes: Data, _ descriptor: Int32) throws {
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    try #require(count == bytes.count)
  }
}
