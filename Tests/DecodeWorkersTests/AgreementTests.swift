import DecodeWorkers
import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

/// The product's own program as the worker, so that its start is tried too.
@Suite("A decoder in its own process")
struct AgreementTests {
  /// Everything that can be asked of a file.
  private struct Answers: Equatable {
    let completeness: FileCompleteness
    let header: Result<DicomHeader, DicomError>
    let before: DicomHeader?
    let radiograph: Result<Radiograph, DicomError>
    let flags: [String]
    let decoderName: String?

    init(_ decoder: DicomDecoder, _ path: String) {
      completeness = decoder.completeness(of: path)
      header = Result { () throws(DicomError) in try decoder.header(of: path) }
      before = decoder.headerBeforeFault(of: path)
      let instance = Result { () throws(DicomError) in try decoder.radiograph(of: path) }
      radiograph = instance.map(\.radiograph)
      flags = (try? instance.get().flags) ?? []
      decoderName = try? instance.get().decoderName
    }
  }

  private func disagreements(_ files: [String]) -> [String] {
    let here = DicomDecoder()
    let there = Isolated(Isolated.product)
    let names = files.filter { Answers(here, $0) != Answers(there.decoder, $0) }
    return names + there.losses.all.map { "\($0)" }
  }

  @Test func `gives the same bits and the same reasons for every sample`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Fixtures.sampleDicom.path)
      .filter { $0.hasSuffix(".dcm") }
    #expect(names.count > 80)
    #expect(disagreements(names.map(Isolated.sample)) == [])
  }

  @Test(
    .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)),
    arguments: ["dicom-corpus", "dicom-cxr/drop"]
  )
  func `gives the same for files that others made`(folder: String) throws {
    let place = try #require(Fixtures.shared).appending(path: "data/\(folder)")
    let found = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil)
    let files = (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension != "csv" }
    #expect(files.count > 30)
    #expect(disagreements(files.map(\.path)) == [])
  }

  @Test func `refuses what is no file as before`() {
    let there = Isolated(Isolated.product)
    #expect(throws: DicomError.unreadable(errno: ENOENT)) {
      try there.decoder.header(of: "/nonexistent.dcm")
    }
    #expect(throws: DicomError.notRegularFile) { try there.decoder.header(of: "/tmp") }
  }
}
