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
  static let grayscale = Corpus.files.filter(\.isGrayscale)
  static let exact = grayscale.filter {
    $0.isDecodedByPeer && !$0.isLossyJPEG && CorpusExceptions.reasons[$0.path] == nil
  }

  @Test(.temporaryFolder, arguments: exact)
  func `frame 0 has exactly the stored values of the manifest`(file: CorpusFile) throws {
    let instance = try DicomDecoder().radiograph(of: file.location)
    #expect(try digest(of: instance) == file.pixelDigest)
  }

  @Test(arguments: grayscale.filter { CorpusExceptions.reasons[$0.path] != nil })
  func `a file that is not decoded ends in its named reason`(file: CorpusFile) throws {
    let error = #expect(throws: DicomError.self) {
      try DicomDecoder().radiograph(of: file.location)
    }
    #expect(error?.reason == CorpusExceptions.reasons[file.path])
  }

  @Test
  func `every grayscale file of the corpus is accounted for`() {
    let files = Self.grayscale
    let counted = files.filter {
      $0.isDecodedByPeer || CorpusExceptions.reasons[$0.path] != nil
        || CorpusExceptions.onlyOurs.contains($0.path)
    }
    #expect(files.count == 107)
    #expect(counted.count == files.count)
  }

  @Test(
    .temporaryFolder,
    .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
  )
  func `lossy JPEG is within one stored value of pydicom's decoder`() throws {
    var comparison = Comparison()
    let files = Self.grayscale.filter(\.isLossyJPEG)
      .filter { CorpusExceptions.reasons[$0.path] == nil }
    for file in files {
      let film = try DicomDecoder().radiograph(of: file.location).radiograph
      try comparison.add(file.location, film.littleEndianNumbers)
    }
    let verdicts = try comparison.verdicts(of: "dicom_pixels.py")
    for (file, verdict) in zip(files, verdicts) {
      if CorpusExceptions.refusedByPeer.contains(file.path) {
        #expect(verdict.error != nil, "\(file.path)")
      } else {
        // ITU-T T.83 lets decoders differ in the inverse transform's rounding.
        #expect((verdict.largest ?? .max) <= 1, "\(file.path): \(verdict)")
      }
    }
    #expect(verdicts.count == files.count && files.count >= 8)
  }

  private func digest(of instance: DecodedInstance) throws -> String {
    let film = instance.radiograph
    var bytes = Data("(\(film.rows), \(film.columns))".utf8)
    let isBigEndian = instance.header.transferSyntaxUID == "1.2.840.10008.1.2.2"
    for number in film.numbers {
      if instance.header.bitsAllocated == 8 {
        bytes.append(UInt8(truncatingIfNeeded: number))
      } else {
        let word = UInt16(truncatingIfNeeded: number)
        let ordered = isBigEndian ? word.bigEndian : word.littleEndian
        withUnsafeBytes(of: ordered) { bytes.append(contentsOf: $0) }
      }
    }
    let file = TemporaryFolder.current.appending(path: "samples")
    try bytes.write(to: file)
    return try sha1(of: file)
  }

  private func sha1(of file: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sha1sum")
    process.arguments = [file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return String(text.prefix(40))
  }
}

extension CorpusFile {
  fileprivate var isLossyJPEG: Bool {
    let syntax = columns["ts"] ?? ""
    return syntax.hasPrefix("JPEG Baseline") || syntax.hasPrefix("JPEG Extended")
  }
}
