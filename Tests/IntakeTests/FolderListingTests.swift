import Foundation
import Intake
import TestSupport
import Testing

@Suite("A listing of a folder", .temporaryFolder)
struct FolderListingTests {
  private let folder = TemporaryFolder.current

  private func write(_ name: String) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(name.utf8).write(to: url)
  }

  private func names(_ found: FolderListing.Found) -> [String] {
    found.files.map { String($0.dropFirst(folder.path.count + 1)) }
  }

  @Test func `is in the order of delivery and leaves out what is unfinished`() throws {
    for name in [
      "b/im10.dcm", "b/im9.dcm", "im006-otherpixels.dcm", "im006.dcm", ".hidden/a.dcm", "a.part",
      "z", ".DS_Store",
    ] { try write(name) }
    let found = try FolderListing.files(in: folder.path)
    #expect(names(found) == ["im006.dcm", "im006-otherpixels.dcm", "z", "b/im9.dcm", "b/im10.dcm"])
    let flat = try FolderListing.files(in: folder.path, recursive: false)
    #expect(names(flat) == ["im006.dcm", "im006-otherpixels.dcm", "z"])
  }

  @Test func `follows no link below, so a loop has an end`() throws {
    try write("a/a.dcm")
    let link = folder.appending(path: "a/loop").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
    let file = folder.appending(path: "link.dcm").path
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "a/a.dcm")
    mkfifo(folder.appending(path: "pipe").path, 0o600)
    #expect(names(try FolderListing.files(in: folder.path)) == ["a/a.dcm"])
    let through = try FolderListing.files(in: link)
    #expect(through.files == [link + "/a/a.dcm"])
  }

  @Test func `of a file is the file, whatever its name`() throws {
    try write("a.tmp")
    let path = folder.appending(path: "a.tmp").path
    #expect(try FolderListing.files(in: path).files == [path])
  }

  @Test func `counts names that are not UTF-8`() throws {
    let latin = (Array((folder.path + "/M").utf8) + [0xFC, 0]).map { CChar(bitPattern: $0) }
    let descriptor = creat(latin, 0o600)
    try #require(descriptor >= 0)
    close(descriptor)
    let found = try FolderListing.files(in: folder.path)
    #expect(found.files.isEmpty)
    #expect(found.unreadableNames == 1)
  }

  @Test func `of nothing is an error`() {
    #expect(throws: SystemCallError(code: 2)) {
      try FolderListing.files(in: folder.path + "/nowhere")
    }
  }
}
