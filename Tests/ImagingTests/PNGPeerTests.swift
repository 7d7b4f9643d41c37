import Foundation
import Imaging
import TestSupport
import Testing

@Suite(
  "PNG between Pillow and this program",
  .temporaryFolder,
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
)
struct PNGPeerTests {
  @Test func `of every kind is read as the grey values that it means`() throws {
    let folder = TemporaryFolder.current
    _ = try Fixtures.peer("imaging_pictures.py", ["write", folder.path])
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".png") }
    #expect(files.count == 11)
    for file in files {
      let image = try PictureFile.read(folder.appending(path: file))
      let expected = folder.appending(path: file.replacingOccurrences(of: ".png", with: ".gray"))
      #expect(image.rows == 37 && image.columns == 29)
      #expect(try image.samples == Array(Data(contentsOf: expected)), "\(file)")
    }
  }

  private struct Seen: Decodable {
    let mode: String
    let size: [Int]
    let text: [String: String]
    let samples: [UInt8]
  }

  private func seen(_ bytes: [UInt8]) throws -> Seen {
    let file = TemporaryFolder.current.appending(path: "ours.png")
    try AtomicFile().write(bytes, to: file)
    let answer = try Fixtures.peer("imaging_pictures.py", ["read", file.path])
    return try JSONDecoder().decode(Seen.self, from: Data(answer.utf8))
  }

  @Test func `of ours is read by Pillow with its pixels and texts`() throws {
    let gray = PNGFileTests.gray(rows: 31, columns: 45)
    let texts = [PNGText.disclaimer, PNGText(keyword: "Software", text: "pacs-watch")]
    let gray8 = try seen(PNGFile.encode(gray, texts: texts))
    #expect(gray8.mode == "L" && gray8.size == [45, 31])
    #expect(gray8.text["Disclaimer"] == "research software, not a medical device")
    #expect(gray8.text["Software"] == "pacs-watch")
    #expect(gray8.samples == gray.samples)

    let deep = DeepGrayImage(rows: 2, columns: 2, samples: [1, 256, 40_000, 65_535])
    let deepBytes: [UInt8] = [1, 0, 0, 1, 0x40, 0x9C, 0xFF, 0xFF]
    #expect(try seen(PNGFile.encode(deep)).samples == deepBytes)

    let color = ColorImage(rows: 2, columns: 1, bytes: [9, 8, 7, 1, 2, 3])
    let rgb = try seen(PNGFile.encode(color))
    #expect(rgb.mode == "RGB" && rgb.samples == color.bytes)
  }
}
