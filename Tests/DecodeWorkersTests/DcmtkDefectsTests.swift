import DicomBridge
import DecodeWorkers
import Foundation
import TestSupport
import Testing

/// Defects of DCMTK 3.6.7 that were measured: the product's way refuses the file before DCMTK sees
/// it, and DCMTK's own way, inside of a worker, ends the worker and nothing else.
@Suite("A defect of DCMTK", .temporaryFolder, .timeLimit(.minutes(15)))
struct DcmtkDefectsTests {
  private func bytes(_ sample: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Fixtures.sampleDicom.appending(path: sample)))
  }

  private func write(_ bytes: [UInt8]) throws -> String {
    let file = TemporaryFolder.current.appending(path: "hostile.dcm")
    try Data(bytes).write(to: file)
    return file.path
  }

  /// Where the only fragment of an encapsulated sample starts.
  private func fragment(in bytes: [UInt8]) throws -> Int {
    let mark: [UInt8] = [0xE0, 0x7F, 0x10, 0, 0x4F, 0x42, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]
    let pixels = try #require(bytes.firstRange(of: mark)).upperBound
    let table = Int(bytes[pixels + 4])
    return pixels + 8 + table + 8
  }

  private func refusal(_ bytes: [UInt8]) throws -> DicomError {
    let isolated = Isolated(Isolated.product)
    let path = try write(bytes)
    let error = try #require(throws: DicomError.self) {
      _ = try isolated.decoder.radiograph(of: path)
    }
    #expect(isolated.losses.all == [])
    return error
  }

  private func end(_ order: String, _ bytes: [UInt8], megabytes: Int = 2048, seconds: Int = 2)
    throws -> DicomError
  {
    let isolated = Isolated {
      $0.seconds = seconds
      $0.megabytes = megabytes
    }
    let path = try Isolated.order(order, bytes)
    return try #require(throws: DicomError.self) { _ = try isolated.decoder.header(of: path) }
  }

  @Test func `the endless loop over the marker FF01, is refused before and contained`() throws {
    var file = try bytes("syntax-jpeg-lossless.dcm")
    let start = try fragment(in: file)
    let length = file[start - 4..<start].reversed().reduce(0) { $0 << 8 | Int($1) } + 2
    file.insert(contentsOf: [0xFF, 0x01], at: start + 2)
    for index in 0..<4 { file[start - 4 + index] = UInt8(length >> (8 * index) & 0xFF) }
    #expect(try refusal(file).reason == "malformed")
    let codestream = Array(file[start..<start + length])
    #expect(try end("jpeg 478 478 12", codestream) == .decoderTimeout(seconds: 2))
  }

  @Test func `the wild read at an RLE offset, is refused before and contained`() throws {
    var file = try bytes("syntax-rle.dcm")
    let start = try fragment(in: file)
    // The highest bit of the second segment's offset.
    file[start + 11] ^= 0x80
    #expect(try refusal(file).reason == "malformed")
    let error = try end("frame", file)
    #expect(error.reason == "decoder-crash" && "\(error)".contains("SIGSEGV"))
  }

  @Test func `the stack overflow on nested sequences, is refused before and contained`() throws {
    let file = try bytes("broken-nested-sequences.dcm")
    #expect(try refusal(file) == .nestingTooDeep(limit: 64))
    let error = try end("parse", file)
    #expect(error.reason == "decoder-crash" && "\(error)".contains("SIGSEGV"))
  }

  @Test func `uninitialised memory as pixels, is refused before`() throws {
    // The codestream is smaller than Rows x Columns: DCMTK fills what it has, and says that is all.
    let error = try refusal(try bytes("broken-rows-beyond-codestream.dcm"))
    #expect(error.reason == "malformed")
  }

  @Test func `32 MB of empty items, are refused before and contained`() throws {
    var file = Array(repeating: UInt8(0), count: 128) + Array("DICM".utf8)
    file += [2, 0, 0x10, 0] + Array("UI".utf8) + [20, 0] + Array("1.2.840.10008.1.2.1\0".utf8)
    file += [0x08, 0, 0x40, 0x11] + Array("SQ".utf8) + [0, 0, 0xFF, 0xFF, 0xFF, 0xFF]
    file += Array(repeating: [0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0], count: 4 << 20).joined()
    #expect(try refusal(file) == .tooManyElements(limit: 200_000))
    let error = try end("parse", file, megabytes: 400, seconds: 60)
    #expect(error == .decoderMemory(megabytes: 400))
  }

  @Test func `a deflate bomb, is refused before it takes what a worker may have`() throws {
    // 256 MB of zeros in a private element, deflated to 256 kB.
    var file = Array(repeating: UInt8(0), count: 128) + Array("DICM".utf8)
    file += [2, 0, 0x10, 0] + Array("UI".utf8) + [22, 0] + Array("1.2.840.10008.1.2.1.99".utf8)
    file += try deflated(megabytes: 256)
    let path = try write(file)
    var limits = DicomLimits()
    limits.maximumInflatedBytes = 64 << 20
    let limited = Isolated(Isolated.product, limits: limits)
    let error = #expect(throws: DicomError.self) { _ = try limited.decoder.header(of: path) }
    #expect(error?.reason == "too-large")
    #expect(limited.losses.all == [])
    // Where the limit is beyond what the worker may have, the worker's own limit holds.
    let poor = Isolated(Isolated.product) { $0.megabytes = 128 }
    let memory = #expect(throws: DicomError.self) { _ = try poor.decoder.header(of: path) }
    #expect(memory == .decoderMemory(megabytes: 128))
  }

  /// An element of zeros, as gzip deflates it: without the header of 10 bytes and the trailer of 8.
  private func deflated(megabytes: Int) throws -> [UInt8] {
    let file = TemporaryFolder.current.appending(path: "plain")
    let length = UInt32(megabytes << 20)
    let element: [UInt8] = [9, 0, 0x10, 0x10] + Array("OB".utf8) + [0, 0]
    try Data(element + (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }).write(
      to: file
    )
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: UInt64(length) + 12)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/gzip")
    process.arguments = ["-n", "-c", file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let zipped = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(zipped.dropFirst(10).dropLast(8))
  }
}
