import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

/// The 38 wrapped films, whose right rendering and fate are known.
@Suite(.enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)))
struct FilmsTests {
  /// The fates that need pixels.
  static let decodable = Films.truth.filter { $0["expect"] != "quarantined" }
    .compactMap { $0["file"] }

  @Test(
    .temporaryFolder,
    .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
  )
  func `classified films render within one grey level of what is expected`() throws {
    var comparison = Comparison()
    let names = Films.names(expecting: "classified")
    for name in names {
      let film = try DicomDecoder().radiograph(of: Films.location(name)).radiograph
      let png = name.replacingOccurrences(of: ".dcm", with: ".png")
      try comparison.add(
        Films.folder.appending(path: "expected/\(png)").path,
        film.rendered().samples
      )
    }
    let verdicts = try comparison.verdicts(of: "dicom_expected.py")
    for (name, verdict) in zip(names, verdicts) {
      #expect((verdict.largest ?? .max) <= 1, "\(name): \(verdict)")
    }
    #expect(verdicts.count == 20)
  }

  @Test(arguments: decodable)
  func `a film that is whole is decoded, whatever becomes of it`(name: String) throws {
    let path = Films.location(name)
    #expect(DicomDecoder().completeness(of: path) == .whole)
    let instance = try DicomDecoder().radiograph(of: path)
    #expect(instance.header == (try DicomDecoder().header(of: path)))
    #expect(instance.radiograph.rows == instance.header.rows)
    #expect(Set(instance.radiograph.storedValues).count > 16)
  }

  @Test(arguments: [
    ("im031.dcm", "truncated", FileCompleteness.truncated),
    ("im032.dcm", "truncated", .truncated),
    ("empty.dcm", "empty-file", .truncated),
    ("notes.dcm", "not-dicom", .notDicom(.notDicom)),
    ("photo.dcm", "not-dicom", .notDicom(.notDicom)),
    ("zeros.dcm", "not-dicom", .notDicom(.notDicom)),
    ("preamble-only.dcm", "truncated", .truncated),
  ])
  func `a film that is broken ends in its reason`(
    name: String,
    reason: String,
    completeness: FileCompleteness
  ) throws {
    let path = Films.location(name)
    #expect(DicomDecoder().completeness(of: path) == completeness)
    let ofHeader = #expect(throws: DicomError.self) { try DicomDecoder().header(of: path) }
    let ofPixels = #expect(throws: DicomError.self) { try DicomDecoder().radiograph(of: path) }
    #expect(ofHeader?.reason == reason)
    #expect(ofPixels?.reason == reason)
  }

  @Test
  func `the same pixels give the same hash input whatever compresses them`() throws {
    let decoder = DicomDecoder()
    let first = try decoder.radiograph(of: Films.location("im005.dcm")).pixelHashInput
    let again = try decoder.radiograph(of: Films.location("im005-again.dcm")).pixelHashInput
    let other = try decoder.radiograph(of: Films.location("im006.dcm")).pixelHashInput
    let conflict = try decoder.radiograph(of: Films.location("im006-otherpixels.dcm"))
    #expect(first == again)
    #expect(other != conflict.pixelHashInput)
  }
}
