import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

/// From attributes to transforms: PS3.3 C.11.1 and C.11.2, and the policies of docs/grey-values.md.
@Suite(.temporaryFolder)
struct GrayscaleReadingTests {
  @Test
  func `a window and a rescale of representation UN count`() throws {
    // decode.md B: pydicom re-types UN by the dictionary; DCMTK leaves it, and shows another grey.
    let film = try decoded { file in
      file.add(0x0028, 0x1050, "UN", Array("40".utf8))
      file.add(0x0028, 0x1051, "UN", Array("80".utf8))
      file.add(0x0028, 0x1052, "UN", Array("-10 ".utf8))
      file.add(0x0028, 0x1053, "UN", Array("2 ".utf8))
    }
    #expect(film.radiograph.modalityLUT == .rescale(slope: 2, intercept: -10))
    #expect(film.radiograph.voiLUT == .window(center: 40, width: 80, function: .linear))
  }

  @Test
  func `the first of several windows is taken and told`() throws {
    let film = try decoded { file in
      file.add(0x0028, 0x1050, "DS", Array("40\\50 ".utf8))
      file.add(0x0028, 0x1051, "DS", Array("80\\90 ".utf8))
      file.add(0x0028, 0x1056, "CS", Array("SIGMOID ".utf8))
    }
    #expect(film.radiograph.voiLUT == .window(center: 40, width: 80, function: .sigmoid))
    #expect(film.flags == ["several-windows"])
  }

  @Test(arguments: [
    ("0", "LINEAR"), ("0.5 ", "LINEAR"), ("0", "SIGMOID "), ("-3", "LINEAR"), ("10", "CUBIC "),
    ("ten ", "LINEAR"),
  ])
  func `a window that cannot be is none, and told`(width: String, function: String) throws {
    let film = try decoded { file in
      file.add(0x0028, 0x1050, "DS", Array("40".utf8))
      file.add(0x0028, 0x1051, "DS", Array(width.utf8))
      file.add(0x0028, 0x1056, "CS", Array(function.utf8))
    }
    #expect(film.radiograph.voiLUT == .none)
    #expect(film.flags == ["invalid-window", "no-voi"])
  }

  @Test
  func `a VOI table goes before a window`() throws {
    let film = try decoded { file in
      file.add(0x0028, 0x1050, "DS", Array("40".utf8))
      file.add(0x0028, 0x1051, "DS", Array("80".utf8))
      file.addTable(0x3010, descriptor: [2, 0, 8], data: [0, 0, 255, 0])
    }
    let table = LookupTable(firstMapped: 0, entries: [0, 255], bitsPerEntry: 8)
    #expect(film.radiograph.voiLUT == .table(table))
    #expect(film.flags == ["voi-lut-over-window"])
  }

  @Test(arguments: [[UInt8(0), 0, 128, 0, 255, 0], [0, 128, 255, 0]])
  func `entries of 8 bits come in words or in bytes`(data: [UInt8]) throws {
    // C.11.1.1.1; pydicom reads words always (decode.md C).
    let film = try decoded { $0.addTable(0x3010, descriptor: [3, 0, 8], data: data) }
    let table = LookupTable(firstMapped: 0, entries: [0, 128, 255], bitsPerEntry: 8)
    #expect(film.radiograph.voiLUT == .table(table))
  }

  @Test
  func `a table's first input is signed when its input can be negative`() throws {
    let film = try decoded { file in
      file.add(0x0028, 0x1052, "DS", Array("-1024 ".utf8))
      file.add(0x0028, 0x1053, "DS", Array("1 ".utf8))
      file.addTable(0x3010, descriptor: [2, 0xFC00, 16], data: [0, 0, 255, 255])
    }
    let table = LookupTable(firstMapped: -1024, entries: [0, 65535], bitsPerEntry: 16)
    #expect(film.radiograph.voiLUT == .table(table))
  }

  @Test
  func `a table shorter than it says is refused`() throws {
    let error = #expect(throws: DicomError.self) {
      try decoded { $0.addTable(0x3000, descriptor: [256, 0, 16], data: [0, 0, 1, 0]) }
    }
    #expect(error?.reason == "malformed")
  }

  @Test(arguments: [
    ("MONOCHROME1 ", nil, true, false), ("MONOCHROME1 ", "INVERSE ", true, false),
    ("MONOCHROME1 ", "IDENTITY", true, true), ("MONOCHROME2 ", "INVERSE ", true, true),
    ("MONOCHROME2 ", "IDENTITY", false, false), ("MONOCHROME2 ", nil, false, false),
  ])
  func `MONOCHROME1 and INVERSE are one inversion`(
    photometric: String,
    shape: String?,
    isInverted: Bool,
    isConflict: Bool
  ) throws {
    let film = try decoded(photometric: photometric) { file in
      if let shape { file.add(0x2050, 0x0020, "CS", Array(shape.utf8)) }
    }
    #expect(film.radiograph.isInverted == isInverted)
    #expect(film.flags.contains("presentation-conflict") == isConflict)
  }

  private func decoded(
    photometric: String = "MONOCHROME2 ",
    _ describe: (inout SyntheticFile) -> Void
  ) throws -> DecodedInstance {
    var file = SyntheticFile()
    file.add(0x0008, 0x0060, "CS", Array("DX".utf8))
    file.add(0x0028, 0x0004, "CS", Array(photometric.utf8))
    file.add(0x0028, 0x0010, word: 1)
    file.add(0x0028, 0x0011, word: 1)
    file.add(0x0028, 0x0100, word: 16)
    file.add(0x0028, 0x0101, word: 12)
    file.add(0x0028, 0x0102, word: 11)
    file.add(0x0028, 0x0103, word: 0)
    describe(&file)
    file.add(0x7FE0, 0x0010, "OW", [1, 0])
    return try DicomDecoder().radiograph(of: file.write())
  }
}

extension SyntheticFile {
  /// A LUT sequence of one item.
  mutating func addTable(_ element: UInt16, descriptor: [UInt16], data: [UInt8]) {
    var item = SyntheticFile()
    item.bytes = []
    item.add(0x0028, 0x3002, "US", descriptor.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    item.add(0x0028, 0x3006, "OW", data)
    add(0x0028, element, "SQ", claiming: UInt32(item.bytes.count + 8))
    addItem(claiming: UInt32(item.bytes.count))
    bytes += item.bytes
  }
}
