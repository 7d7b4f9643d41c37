import Foundation
import TestSupport
import Testing

@testable import Phantoms

/// What DCMTK's and David Clunie's tools say about the sample set.
@Suite("The sample set as DICOM")
struct DicomRulesTests {
  private static let sound = PhantomSet.standard.entries.filter { $0.expectation != .quarantined }

  @Test(
    .enabled(if: DicomTool.dcmdump.isInstalled, "needs dcmdump (Debian package dcmtk)"),
    arguments: sound.map(\.file)
  )
  func `dcmdump reads the file without a complaint`(file: String) throws {
    let path = Fixtures.sampleDicom.appending(path: file).path
    let (status, text) = try DicomTool.dcmdump.run(["--print-short", path])
    #expect(status == 0)
    #expect(!text.contains("E: ") && !text.contains("W: "), "\(text.prefix(400))")
  }

  /// dciodvfy checks modules and their conditions against PS3.3.
  @Test(
    .enabled(if: DicomTool.dciodvfy.isInstalled, "needs dciodvfy (Debian package dicom3tools)"),
    arguments: sound.map(\.file)
  )
  func `dciodvfy objects to nothing that is not the point of the file`(file: String) throws {
    let path = Fixtures.sampleDicom.appending(path: file).path
    let (_, text) = try DicomTool.dciodvfy.run([path])
    let errors = text.split(separator: "\n").map(String.init).filter { line in
      line.hasPrefix("Error") && !(Self.intended[file] ?? []).contains { line.contains($0) }
    }
    #expect(errors.isEmpty, "\(errors.joined(separator: "; "))")
  }

  /// Parts of the messages about what such a file breaks on purpose.
  private static let intended: [String: [String]] = [
    "monochrome2-inverse.dcm": ["<Presentation LUT Shape>"],
    // The retired layout.
    "high-bits-overlay.dcm": ["<Overlay"],
    "high-bits-values.dcm": ["<HighBit>"],
    // dciodvfy takes no deflated data sets from Debian's build; dcmdump and pydicom do.
    "syntax-deflated.dcm": ["read failed", "MediaStorageSOP", "Information Object"],
  ]
}

/// A program of a Debian package that the project does not need to run.
enum DicomTool: String {
  case dcmdump
  case dciodvfy

  var isInstalled: Bool { path != nil }

  private var path: String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(rawValue)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Its exit status, and its output and errors together.
  func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: path ?? "/nonexistent")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
