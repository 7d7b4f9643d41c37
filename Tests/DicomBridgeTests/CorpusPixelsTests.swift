import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

/// Stored values against pydicom's, by the digests in the corpus' manifest.
///
/// A digest is SHA-1 over the frame's shape as Python prints it, "(rows, columns)", and its samples
/// in pydicom's own type: 8 or 16 bits, sign-extended, in the file's byte order.
@Suite(.enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)))
struct CorpusPixelsTests {
  @Test(.temporaryFolder, arguments: Corpus.files.filter { $0.isGrayscale })
  func `a grayscale file has pydicom's stored values or a named reason`(
    file: CorpusFile
  ) throws {
    do {
      let instance = try DicomDecoder().radiograph(of: file.location)
      print("GOT", file.columns["ts"]!, try digest(of: instance) == file.pixelDigest, instance.flags, file.path)
    } catch {
      print("GOT", file.columns["ts"]!, error, file.path)
    }
  }

  private func digest(of instance: DecodedInstance) throws -> String {
    let film = instance.radiograph
    var bytes = Data("(\(film.rows), \(film.columns))".utf8)
    let sign = film.isSigned ? UInt16(1) << UInt16(film.bitsStored - 1) : 0
    let isBigEndian = instance.header.transferSyntaxUID == "1.2.840.10008.1.2.2"
    for value in film.storedValues {
      let extended = value & sign == 0 ? value : value | ~(sign | sign &- 1)
      if instance.header.bitsAllocated == 8 {
        bytes.append(UInt8(truncatingIfNeeded: extended))
      } else {
        let pair = [UInt8(truncatingIfNeeded: extended), UInt8(extended >> 8)]
        bytes.append(contentsOf: isBigEndian ? pair.reversed() : pair)
      }
    }
    let sha1 = Process()
    sha1.executableURL = URL(filePath: "/usr/bin/sha1sum")
    let file = TemporaryFolder.current.appending(path: "samples")
    try bytes.write(to: file)
    sha1.arguments = [file.path]
    let output = Pipe()
    sha1.standardOutput = output
    try sha1.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    sha1.waitUntilExit()
    return String(text.prefix(40))
  }
}
