import Foundation
import TestSupport

/// A wrapped film with one fragment, taken apart so that a test can damage it.
struct EncapsulatedFilm {
  private(set) var header: [UInt8]
  /// The bytes of the fragment; written back with the right length.
  var codestream: [UInt8]

  struct NotEncapsulated: Error {}

  init(_ name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: Films.location(name))))
    // Pixel Data, OB, undefined length, then the basic offset table's item.
    let mark: [UInt8] = [0xE0, 0x7F, 0x10, 0, 0x4F, 0x42, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]
    guard let start = bytes.firstRange(of: mark) else { throw NotEncapsulated() }
    func long(_ position: Int) -> Int {
      bytes[position..<position + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let fragment = start.upperBound + 8 + long(start.upperBound + 4) + 8
    header = Array(bytes[..<start.lowerBound])
    codestream = Array(bytes[fragment..<fragment + long(fragment - 4)])
  }

  /// Where the marker of the frame header (SOF0, SOF3 or JPEG-LS's) starts.
  var frameHeader: Int? {
    codestream.indices.dropLast().first {
      codestream[$0] == 0xFF && [0xC0, 0xC3, 0xF7].contains(codestream[$0 + 1])
    }
  }

  /// Changes Rows (0028,0010).
  mutating func setRows(_ rows: UInt16) {
    let mark: [UInt8] = [0x28, 0, 0x10, 0, 0x55, 0x53, 2, 0]
    guard let element = header.firstRange(of: mark) else { return }
    header[element.upperBound] = UInt8(rows & 0xFF)
    header[element.upperBound + 1] = UInt8(rows >> 8)
  }

  func write() throws -> String {
    var file = SyntheticFile()
    file.bytes = header
    file.add(codestream: codestream)
    return try file.write(as: "film.dcm")
  }
}
