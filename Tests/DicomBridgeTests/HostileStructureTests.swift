import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

/// Structures that exhaust stack, memory or time in other readers.
@Suite(.temporaryFolder)
struct HostileStructureTests {
  private let decoder = DicomDecoder()

  @Test(arguments: [true, false])
  func `sequences nested 6000 deep are refused or passed over`(isUndefined: Bool) throws {
    var file = SyntheticFile(rows: 2, columns: 2)
    let depth = 6000
    for level in 0..<depth {
      // Each level is 12 + 8 bytes; a defined length says what remains.
      let rest = UInt32((depth - level - 1) * 20)
      file.add(0x0054, 0x0220, "SQ", claiming: isUndefined ? 0xFFFF_FFFF : rest + 8)
      file.addItem(claiming: isUndefined ? 0xFFFF_FFFF : rest)
    }
    if isUndefined {
      for _ in 0..<depth {
        file.addItem(0xE00D, claiming: 0)
        file.addItem(0xE0DD, claiming: 0)
      }
    }
    file.add(0x7FE0, 0x0010, "OW", Array(repeating: 7, count: 8))
    let path = try file.write()
    if isUndefined {
      #expect(throws: DicomError.nestingTooDeep(limit: 64)) { try decoder.header(of: path) }
    } else {
      #expect(try decoder.radiograph(of: path).radiograph.storedValues == [1799, 1799, 1799, 1799])
    }
  }

  @Test
  func `a nesting that stays within the limit is read`() throws {
    var file = SyntheticFile(rows: 1, columns: 1)
    for _ in 0..<60 {
      file.add(0x0054, 0x0410, "SQ", claiming: 0xFFFF_FFFF)
      file.addItem(claiming: 0xFFFF_FFFF)
    }
    for _ in 0..<60 {
      file.addItem(0xE00D, claiming: 0)
      file.addItem(0xE0DD, claiming: 0)
    }
    file.add(0x7FE0, 0x0010, "OW", [5, 0])
    #expect(try decoder.radiograph(of: file.write()).radiograph.storedValues == [5])
  }

  @Test
  func `a million empty items are refused quickly`() throws {
    var file = SyntheticFile()
    file.add(0x0040, 0xA730, "SQ", claiming: 0xFFFF_FFFF)
    let item: [UInt8] = [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0]
    file.bytes += Array(repeating: item, count: 1_000_000).joined()
    let path = try file.write()
    // Processor time of this thread: other work on the machine must not fail the test.
    let before = threadSeconds()
    #expect(throws: DicomError.tooManyElements(limit: 200_000)) { try decoder.header(of: path) }
    #expect(threadSeconds() - before < 10)
  }

  @Test
  func `half a million unsorted elements are refused quickly`() throws {
    var file = SyntheticFile()
    for index in 0..<500_000 {
      let number = UInt16(truncatingIfNeeded: index &* 40_503)
      file.bytes += [0x09, 0x00, UInt8(number & 0xFF), UInt8(number >> 8), 0x4C, 0x4F, 0, 0]
    }
    let path = try file.write()
    #expect(throws: DicomError.tooManyElements(limit: 200_000)) { try decoder.header(of: path) }
  }

  @Test(arguments: [UInt32(0xFFFF_FFFE), 0xFFFF_FFF0, 0x8000_0000, 1 << 20])
  func `a length beyond the end is a truncated file`(length: UInt32) throws {
    for (group, element, representation): (UInt16, UInt16, String) in [
      (0x0009, 0x1010, "UN"), (0x0028, 0x3010, "SQ"), (0x7FE0, 0x0010, "OW"),
    ] {
      var file = SyntheticFile(rows: 2, columns: 2)
      file.add(group, element, representation, claiming: length)
      file.bytes += Array(repeating: 0, count: 64)
      let path = try file.write()
      #expect(throws: DicomError.truncated) { try decoder.radiograph(of: path) }
      #expect(decoder.completeness(of: path) == .truncated)
    }
  }

  @Test
  func `an item longer than its sequence is refused`() throws {
    var file = SyntheticFile(rows: 1, columns: 1)
    file.add(0x0054, 0x0220, "SQ", claiming: 8)
    file.addItem(claiming: 40)
    file.bytes += Array(repeating: 0, count: 64)
    let error = #expect(throws: DicomError.self) { try decoder.header(of: file.write()) }
    #expect(error?.reason == "malformed")
  }

  @Test
  func `a deflated data set that grows beyond the limit is refused`() throws {
    // 64 MB of zeros in a private element, deflated to 65 kB.
    var inner = SyntheticFile()
    inner.bytes = []
    inner.add(0x0008, 0x0060, "CS", Array("DX".utf8))
    inner.add(0x0009, 0x1010, "OB", Array(repeating: 0, count: 64 << 20))
    var file = SyntheticFile(transferSyntax: "1.2.840.10008.1.2.1.99")
    file.bytes += try deflated(inner.bytes)
    let path = try file.write()
    #expect(file.bytes.count < 100_000)
    var limits = DicomLimits()
    limits.maximumInflatedBytes = 16 << 20
    let error = #expect(throws: DicomError.self) {
      try DicomDecoder(limits: limits).header(of: path)
    }
    #expect(error?.reason == "too-large")
    #expect(try decoder.header(of: path).modality == "DX")
  }

  /// What gzip makes, without its header (10 bytes with -n) and trailer (8 bytes; RFC 1952).
  private func deflated(_ bytes: [UInt8]) throws -> [UInt8] {
    let file = TemporaryFolder.current.appending(path: "plain")
    try Data(bytes).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/gzip")
    process.arguments = ["-n", "-9", "-c", file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let zipped = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(zipped.dropFirst(10).dropLast(8))
  }
}

private func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
