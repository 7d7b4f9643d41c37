import DicomBridge
import Foundation
import TestSupport
import Testing

/// Headers against pydicom's.
@Suite(
  .temporaryFolder,
  .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)),
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
)
struct PeerHeaderTests {
  @Test
  func `every file that has a header reads as in pydicom`() throws {
    let files = Corpus.files.map(\.location) + FilmsTests.decodable.map(Films.location)
    let list = TemporaryFolder.current.appending(path: "list")
    try files.joined(separator: "\n").write(to: list, atomically: true, encoding: .utf8)
    let lines = try Fixtures.peer("dicom_headers.py", [list.path]).split(separator: "\n")
    try #require(lines.count == files.count)
    var compared = 0
    for (file, line) in zip(files, lines) {
      let theirs = try JSONDecoder().decode([String: String?].self, from: Data(line.utf8))
      // pydicom keeps the last of an attribute that occurs twice; which one is meant is unknowable.
      if file.hasSuffix("duplicates.dcm") {
        #expect(throws: DicomError.malformed("(0010,0010) occurs twice")) {
          try DicomDecoder().header(of: file)
        }
        continue
      }
      do {
        let ours = Self.described(try DicomDecoder().header(of: file))
        let different = theirs.filter { ours[$0.key] != $0.value }
        #expect(different.isEmpty, "\(file): \(different.keys.map { ($0, ours[$0], theirs[$0]) })")
        compared += 1
      } catch {
        Issue.record("\(file): \(error)")
      }
    }
    #expect(compared > 150)
  }

  /// In the form that the script prints.
  private static func described(_ header: DicomHeader) -> [String: String?] {
    var texts: [String: String?] = [
      "sopClassUID": header.sopClassUID,
      "sopInstanceUID": header.sopInstanceUID,
      "studyInstanceUID": header.studyInstanceUID,
      "seriesInstanceUID": header.seriesInstanceUID,
      "modality": header.modality,
      "presentationIntentType": header.presentationIntentType,
      "bodyPartExamined": header.bodyPartExamined,
      "viewPosition": header.viewPosition,
      "patientPosition": header.patientPosition,
      "seriesDescription": header.seriesDescription,
      "protocolName": header.protocolName,
      "studyDescription": header.studyDescription,
      "imageComments": header.imageComments,
      "performedProcedureStepDescription": header.performedProcedureStepDescription,
      "patientName": header.patientName,
      "patientID": header.patientID,
      "patientBirthDate": header.patientBirthDate,
      "patientAge": header.patientAge,
      "patientSex": header.patientSex,
      "accessionNumber": header.accessionNumber,
      "studyDate": header.studyDate,
      "studyTime": header.studyTime,
      "manufacturer": header.manufacturer,
      "stationName": header.stationName,
      "photometricInterpretation": header.photometricInterpretation,
      "burnedInAnnotation": header.burnedInAnnotation,
      "lossyImageCompression": header.lossyImageCompression,
    ]
    let numbers = [
      "rows": header.rows,
      "columns": header.columns,
      "samplesPerPixel": header.samplesPerPixel,
      "bitsAllocated": header.bitsAllocated,
      "bitsStored": header.bitsStored,
      "highBit": header.highBit,
      "pixelRepresentation": header.pixelRepresentation,
      "numberOfFrames": header.numberOfFrames,
    ]
    for (key, number) in numbers { texts[key] = .some(number.map { String($0) }) }
    texts["imageType"] = .some(joined(header.imageType))
    texts["patientOrientation"] = .some(joined(header.patientOrientation))
    texts["viewCodes"] = .some(joined(header.viewCodes.map(described)))
    texts["anatomicRegions"] = .some(joined(header.anatomicRegions.map(described)))
    texts["hasPixelData"] = "\(header.hasPixelData)"
    return texts
  }

  private static func described(_ concept: CodedConcept) -> String {
    "\(concept.value),\(concept.scheme),\(concept.meaning)"
  }

  private static func joined(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.joined(separator: "|")
  }
}
