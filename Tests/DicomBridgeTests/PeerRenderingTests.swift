import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

/// Renderings against pydicom's apply_modality_lut and apply_voi_lut.
@Suite(
  .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)),
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
)
struct PeerRenderingTests {
  @Test(.temporaryFolder)
  func `every grayscale file of the corpus renders within one level of pydicom's`() throws {
    let files = CorpusPixelsTests.grayscale.filter {
      $0.isDecodedByPeer && CorpusExceptions.reasons[$0.path] == nil
    }.map(\.location)
    try expectAgreement(files, count: 80)
  }

  @Test(.temporaryFolder)
  func `every whole film renders within one level of pydicom's`() throws {
    try expectAgreement(FilmsTests.decodable.map(Films.location), count: 31)
  }

  private func expectAgreement(_ files: [String], count: Int) throws {
    var comparison = Comparison()
    for file in files {
      let instance = try DicomDecoder().radiograph(of: file)
      let film = instance.radiograph
      // Lossy JPEG decoders differ by one stored value, which a narrow window multiplies.
      if ["1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51"].contains(
        instance.header.transferSyntaxUID
      ) {
        try comparison.add(file, film.rendered().samples, film.littleEndianNumbers)
      } else {
        try comparison.add(file, film.rendered().samples)
      }
    }
    let verdicts = try comparison.verdicts(of: "dicom_render.py")
    for (file, verdict) in zip(files, verdicts) {
      #expect((verdict.largest ?? .max) <= 1, "\(file): \(verdict)")
    }
    #expect(verdicts.count == files.count && files.count >= count)
  }
}
