import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

/// Pictures that other projects' encoders wrote, and what was put into them.
@Suite(
  .temporaryFolder,
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
)
struct EncodersTests {
  @Test(arguments: [
    // Every lossless transfer syntax and depth.
    (script: "dicom_encode.py", pictures: 41),
    // Every predictor, point transform and restart interval of lossless JPEG.
    (script: "dicom_lossless.py", pictures: 63),
  ])
  func `what was encoded is given back`(script: String, pictures: Int) throws {
    let folder = TemporaryFolder.current
    let names = try Fixtures.peer(script, [folder.path]).split(separator: "\n")
    for name in names {
      let raw = [UInt8](try Data(contentsOf: folder.appending(path: "\(name).raw")))
      let instance = try DicomDecoder().radiograph(of: folder.appending(path: "\(name).dcm").path)
      #expect(instance.radiograph.littleEndianNumbers == raw, "\(name)")
      #expect(!instance.flags.contains("high-bits-masked"), "\(name)")
    }
    #expect(names.count == pictures)
  }
}

/// Pictures in colour, which no chest film is.
@Suite(.enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)))
struct ColourTests {
  static let files = Corpus.files.filter {
    !$0.isGrayscale && $0.columns["PhotometricInterpretation"]?.isEmpty == false
  }

  @Test(arguments: files)
  func `a picture in colour is refused by its photometric interpretation`(
    file: CorpusFile
  ) throws {
    let photometric = file.columns["PhotometricInterpretation"] ?? ""
    #expect(throws: DicomError.unsupportedPhotometric(photometric)) {
      try DicomDecoder().radiograph(of: file.location)
    }
  }

  @Test
  func `files without a picture have a header`() throws {
    let files = Corpus.files.filter {
      $0.columns["PhotometricInterpretation"]?.isEmpty == true
        && !$0.path.hasSuffix("duplicates.dcm")
    }
    for file in files {
      #expect(try !DicomDecoder().header(of: file.location).hasPixelData, "\(file.path)")
    }
    #expect(files.count >= 20)
  }
}
