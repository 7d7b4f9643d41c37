import Foundation
import Imaging
import TestSupport
import Testing

@Suite("A film in a picture file", .temporaryFolder)
struct PictureFileTests {
  /// A grey JPEG of 16 x 16 pixels, made by Pillow: all 128 but for one square.
  static let jpeg = Fixtures.project.appending(path: "Tests/Models/pictures/square.jpg")
  static let inks = Fixtures.project.appending(path: "Tests/Models/pictures/inks.jpg")

  @Test func `is told by its bytes, not by its name`() throws {
    let image = GrayImage(rows: 5, columns: 4, filledWith: 77)
    let file = TemporaryFolder.current.appending(path: "film.jpg")
    try Data(PNGFile.encode(image)).write(to: file)
    #expect(try PictureFile.read(file) == image)

    let other = TemporaryFolder.current.appending(path: "film.png")
    try Data(contentsOf: Self.jpeg).write(to: other)
    let film = try PictureFile.read(other)
    #expect(film.rows == 16 && film.columns == 24)
    #expect(abs(Int(film[1, 1]) - 128) <= 2 && film[8, 12] > 230)
  }

  @Test func `of neither kind is refused`() {
    #expect(throws: PictureError.unknownFormat) { try PictureFile.decode(Array("DICM".utf8)) }
    #expect(throws: PictureError.unknownFormat) { try PictureFile.decode([]) }
  }

  @Test func `that is missing, a folder or too large is refused`() throws {
    let folder = TemporaryFolder.current
    #expect(throws: PictureError.unreadable(.system(ENOENT))) {
      try PictureFile.read(folder.appending(path: "none"))
    }
    #expect(throws: PictureError.unreadable(.notRegular)) { try PictureFile.read(folder) }
    #expect(throws: PictureError.unreadable(.notRegular)) {
      try PictureFile.read(URL(filePath: "/dev/zero"))
    }
    let limits = PictureLimits(fileBytes: 10)
    let size = try Data(contentsOf: Self.jpeg).count
    #expect(throws: PictureError.unreadable(.tooLarge(bytes: size))) {
      try PictureFile.read(Self.jpeg, limits: limits)
    }
  }

  @Test func `as JPEG, cut anywhere, ends in an error`() throws {
    let bytes = Array(try Data(contentsOf: Self.jpeg))
    // The last two bytes are the end marker, which libjpeg-turbo supplies by itself with a warning.
    for length in 0..<bytes.count {
      #expect(throws: PictureError.self) { try PictureFile.decode(Array(bytes.prefix(length))) }
    }
  }

  @Test func `as JPEG with damage either fails or has the size of its header`() throws {
    let bytes = Array(try Data(contentsOf: Self.jpeg))
    var failures = 0
    for index in bytes.indices.dropFirst(3) {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << UInt8(bit)
        do {
          let film = try PictureFile.decode(damaged)
          #expect(film.samples.count == film.rows * film.columns)
        } catch {
          failures += 1
        }
      }
    }
    #expect(failures > 100)
  }

  @Test func `as JPEG of inks is refused with the reason`() throws {
    let bytes = Array(try Data(contentsOf: Self.inks))
    #expect(throws: PictureError.unsupported(.jpeg, reason: "CMYK inks instead of light")) {
      try PictureFile.decode(bytes)
    }
  }

  @Test func `as JPEG beyond the limits is refused`() throws {
    let bytes = Array(try Data(contentsOf: Self.jpeg))
    #expect(throws: PictureError.tooLarge(.jpeg, rows: 16, columns: 24)) {
      try PictureFile.decode(bytes, limits: PictureLimits(side: 20))
    }
  }
}
