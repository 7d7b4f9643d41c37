import Foundation
import Imaging
import TestSupport
import Testing

@Suite("A file written atomically", .temporaryFolder)
struct AtomicFileTests {
  private var target: URL { TemporaryFolder.current.appending(path: "result.png") }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: target.folder.path) }
  }

  @Test(arguments: [0, 1, 1_000_000])
  func `holds the bytes, belongs to its owner alone and leaves nothing beside`(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
    try AtomicFile().write(bytes, to: target)
    #expect(try Array(Data(contentsOf: target)) == bytes)
    let facts = try FileManager.default.attributesOfItem(atPath: target.path)
    #expect(facts[.posixPermissions] as? Int == 0o600)
    #expect(try names == ["result.png"])
  }

  @Test func `replaces what was there`() throws {
    try AtomicFile().write([1, 2, 3], to: target)
    try AtomicFile().write([4], to: target)
    #expect(try Array(Data(contentsOf: target)) == [4])
  }

  @Test func `may be made piece by piece, and is dropped whole when a piece fails`() throws {
    struct Refusal: Error {}
    let pieces = try AtomicFile().write(to: target) { append in
      for piece in [[UInt8(1), 2], [], [3]] { try append(piece) }
      return 3
    }
    #expect(pieces == 3)
    #expect(throws: Refusal.self) {
      try AtomicFile().write(to: target) { append in
        try append([9])
        throw Refusal()
      }
    }
    #expect(try Array(Data(contentsOf: target)) == [1, 2, 3])
    #expect(try names == ["result.png"])
  }

  @Test func `never takes the place of a folder or a pipe`() throws {
    let folder = TemporaryFolder.current.appending(path: "folder")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let pipe = TemporaryFolder.current.appending(path: "pipe")
    try #require(mkfifo(pipe.path, 0o600) == 0)
    for place in [folder, pipe] {
      let error = #expect(throws: AtomicFileError.self) { try AtomicFile().write([1], to: place) }
      #expect(error?.step == .replace)
    }
    #expect(try names.sorted() == ["folder", "pipe"])
  }

  @Test func `survives writes that are short or interrupted`() throws {
    let slow = AtomicFile(write: { descriptor, bytes in
      write(descriptor, bytes.baseAddress, min(bytes.count, 7))
    })
    let bytes = (0..<100).map { UInt8($0) }
    try slow.write(bytes, to: target)
    #expect(try Array(Data(contentsOf: target)) == bytes)
  }

  @Test func `on a full disk leaves the old file and no part`() throws {
    try AtomicFile().write([1], to: target)
    let full = AtomicFile(write: { _, _ in
      errno = ENOSPC
      return -1
    })
    let error = #expect(throws: AtomicFileError.self) { try full.write([2], to: target) }
    #expect(error?.step == .write && error?.errno == ENOSPC)
    #expect(error?.description.contains("No space left on device") == true)
    #expect(error?.description.contains("result") == false)
    #expect(try Array(Data(contentsOf: target)) == [1])
    #expect(try names == ["result.png"])
  }

  @Test func `on a disk that cannot flush leaves the old file and no part`() throws {
    try AtomicFile().write([1], to: target)
    let broken = AtomicFile(flush: { _ in
      errno = EIO
      return -1
    })
    let error = #expect(throws: AtomicFileError.self) { try broken.write([2], to: target) }
    #expect(error?.step == .flush)
    #expect(try Array(Data(contentsOf: target)) == [1])
    #expect(try names == ["result.png"])
  }

  @Test func `into a folder that is missing, or over a folder, names the step`() throws {
    let missing = TemporaryFolder.current.appending(path: "none/result.png")
    let created = #expect(throws: AtomicFileError.self) { try AtomicFile().write([1], to: missing) }
    #expect(created?.step == .create && created?.errno == ENOENT)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: false)
    let replaced = #expect(throws: AtomicFileError.self) { try AtomicFile().write([1], to: target) }
    #expect(replaced?.step == .replace)
    #expect(try names == ["result.png"])
  }
}

extension URL {
  fileprivate var folder: URL { deletingLastPathComponent() }
}
