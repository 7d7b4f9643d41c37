import Foundation
import TestSupport

/// A DICOM file made byte by byte, also one that no writer would make.
struct SyntheticFile {
  /// Preamble, file meta information and data set.
  var bytes: [UInt8] = []

  /// A file that starts as PS3.10 wants it.
  init(transferSyntax: String = "1.2.840.10008.1.2.1") {
    bytes = Array(repeating: 0, count: 128) + Array("DICM".utf8)
    let uid = Array(transferSyntax.utf8) + (transferSyntax.utf8.count % 2 == 0 ? [] : [0])
    add(0x0002, 0x0010, "UI", uid)
  }

  /// A picture's description; `rows * columns` 16-bit samples are to follow.
  init(rows: UInt16, columns: UInt16, transferSyntax: String = "1.2.840.10008.1.2.1") {
    self.init(transferSyntax: transferSyntax)
    add(0x0008, 0x0016, "UI", Array("1.2.840.10008.5.1.4.1.1.7\0".utf8))
    describePixels(rows: rows, columns: columns)
  }

  mutating func describePixels(rows: UInt16, columns: UInt16, bitsAllocated: UInt16 = 16) {
    add(0x0028, 0x0002, word: 1)
    add(0x0028, 0x0004, "CS", Array("MONOCHROME2 ".utf8))
    add(0x0028, 0x0010, word: rows)
    add(0x0028, 0x0011, word: columns)
    add(0x0028, 0x0100, word: bitsAllocated)
    add(0x0028, 0x0101, word: bitsAllocated)
    add(0x0028, 0x0102, word: bitsAllocated - 1)
    add(0x0028, 0x0103, word: 0)
  }

  /// An element with its value, explicit VR little endian.
  mutating func add(_ group: UInt16, _ element: UInt16, _ representation: String, _ value: [UInt8])
  {
    add(group, element, representation, claiming: UInt32(value.count))
    bytes += value
  }

  /// An element of one 16-bit number.
  mutating func add(_ group: UInt16, _ element: UInt16, word: UInt16) {
    add(group, element, "US", [UInt8(word & 0xFF), UInt8(word >> 8)])
  }

  /// An element's header alone, with a length that need not be true.
  mutating func add(
    _ group: UInt16,
    _ element: UInt16,
    _ representation: String,
    claiming length: UInt32
  ) {
    tag(group, element)
    bytes += Array(representation.utf8)
    if ["OB", "OW", "SQ", "UN", "UT"].contains(representation) {
      bytes += [0, 0] + Self.long(length)
    } else {
      bytes += [UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF)]
    }
  }

  /// The header of an item or a delimiter.
  mutating func addItem(_ element: UInt16 = 0xE000, claiming length: UInt32) {
    tag(0xFFFE, element)
    bytes += Self.long(length)
  }

  /// Encapsulated pixel data of one frame in one fragment.
  mutating func add(codestream: [UInt8]) {
    add(0x7FE0, 0x0010, "OB", claiming: 0xFFFF_FFFF)
    addItem(claiming: 0)
    addItem(claiming: UInt32(codestream.count))
    bytes += codestream
    addItem(0xE0DD, claiming: 0)
  }

  /// Writes it into the test's folder.
  func write(as name: String = "synthetic.dcm") throws -> String {
    let file = TemporaryFolder.current.appending(path: name)
    try Data(bytes).write(to: file)
    return file.path
  }

  private mutating func tag(_ group: UInt16, _ element: UInt16) {
    bytes += [group, element].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private static func long(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
