import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

@testable import DecodeWorkers

@Suite("What crosses between program and worker")
struct FieldTests {
  private func crossed<Value: Field>(_ value: Value) throws -> Value {
    try FieldReader.field(Value.self, in: FieldWriter.bytes(of: value))
  }

  /// A header in which no property is at its default.
  private func fullHeader() throws -> DicomHeader {
    var header = try DicomDecoder().header(of: Isolated.sample("name-japanese.dcm"))
    var number = 0
    func next() -> Int {
      number += 1
      return number
    }
    let texts: [WritableKeyPath<DicomHeader, String?>] = [
      \.sopClassUID, \.sopInstanceUID, \.studyInstanceUID, \.seriesInstanceUID, \.modality,
      \.presentationIntentType, \.bodyPartExamined, \.viewPosition, \.patientPosition,
      \.seriesDescription, \.protocolName, \.studyDescription, \.imageComments,
      \.acquisitionDeviceProcessingDescription, \.performedProcedureStepDescription,
      \.fieldOfViewHorizontalFlip, \.patientID, \.patientBirthDate, \.patientAge, \.patientSex,
      \.accessionNumber, \.studyDate, \.studyTime, \.manufacturer, \.stationName,
      \.photometricInterpretation, \.burnedInAnnotation, \.lossyImageCompression,
    ]
    for text in texts { header[keyPath: text] = "text \(next())" }
    let numbers: [WritableKeyPath<DicomHeader, Int?>] = [
      \.rows, \.columns, \.samplesPerPixel, \.bitsAllocated, \.bitsStored, \.highBit,
      \.pixelRepresentation, \.numberOfFrames,
    ]
    for place in numbers { header[keyPath: place] = next() }
    func concepts() -> [CodedConcept] {
      [CodedConcept(value: "\(next())", scheme: "\(next())", meaning: "\(next())")]
    }
    header.anatomicRegions = concepts()
    header.viewCodes = concepts()
    header.viewModifierCodes = concepts()
    header.imageType = ["\(next())", "\(next())"]
    header.patientOrientation = ["\(next())"]
    header.imageOrientationPatient = [1, 0.5, 0, 0, 1, 0]
    header.fieldOfViewRotation = 90.5
    header.hasPreamble = true
    header.hasPixelData = true
    return header
  }

  /// A property that somebody adds to the header and forgets here comes back as its default.
  @Test func `is every property of a header`() throws {
    let header = try fullHeader()
    let empty = Dictionary(
      uniqueKeysWithValues: Mirror(reflecting: DicomHeader()).children.map {
        ($0.label ?? "", "\($0.value)")
      }
    )
    for property in Mirror(reflecting: header).children {
      let name = property.label ?? ""
      #expect("\(property.value)" != empty[name], "\(name) is not filled by this test")
    }
    #expect(try crossed(header) == header)
  }

  @Test(arguments: [
    DicomError.unreadable(errno: 5), .notRegularFile, .emptyFile, .notDicom, .truncated,
    .tooLarge(what: "size", limit: 1 << 40), .nestingTooDeep(limit: 64), .tooManyElements(limit: 9),
    .malformed("a rule"), .noPixelData, .unsupportedTransferSyntax(uid: "1.2", name: nil),
    .unsupportedTransferSyntax(uid: "1.2", name: "MPEG"), .unsupportedPhotometric("RGB"),
    .unsupportedPixelFormat("1 bit"), .decoderFault("x"), .outOfMemory, .dictionaryMissing,
  ])
  func `is every reason that a worker can have`(error: DicomError) throws {
    #expect(try crossed(error) == error)
  }

  @Test(arguments: [
    DicomError.decoderCrash("x"), .decoderTimeout(seconds: 1), .decoderMemory(megabytes: 1),
    .decoderUnavailable("x"),
  ])
  func `is no reason that only the parent can know`(error: DicomError) {
    #expect(throws: FieldFault.self) { try crossed(error) }
  }

  @Test(arguments: [
    VOILUT.window(center: 0.1, width: -1, function: .linear),
    .window(center: .nan, width: 1, function: .linear),
    .window(center: 0, width: .infinity, function: .sigmoid),
    .table(LookupTable(firstMapped: 1 << 20, entries: [1], bitsPerEntry: 8)),
    .table(LookupTable(firstMapped: 0, entries: [1], bitsPerEntry: 60)),
  ])
  func `is no transform that the rendering cannot work with`(voi: VOILUT) {
    #expect(throws: FieldFault.self) { try crossed(voi) }
  }

  @Test func `is taken for nothing else, whatever the bytes`() throws {
    var random = SystemRandomNumberGenerator()
    let whole = try FieldWriter.bytes(of: try fullHeader())
    for round in 0..<200 {
      var bytes = round % 2 == 0 ? whole : Array(whole.prefix(Int.random(in: 0..<whole.count)))
      for _ in 0..<Int.random(in: 1...6) where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255, using: &random)
      }
      // Either a fault or a header that says the same again: never a trap, never a loop.
      if let header = try? FieldReader.field(DicomHeader.self, in: bytes) {
        #expect(try crossed(header) == header)
      }
      _ = try? FieldReader.field(InstanceDescription.self, in: bytes)
      _ = try? FieldReader.field(DicomError.self, in: bytes)
    }
  }
}
