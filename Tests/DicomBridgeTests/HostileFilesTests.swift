import DicomBridge
import Foundation
import Glibc
import Imaging
import TestSupport
import Testing

/// Things that lie in a folder and are no whole DICOM file.
@Suite(.temporaryFolder)
struct HostileFilesTests {
  private let decoder = DicomDecoder()

  @Test(.timeLimit(.minutes(15)))
  func `a pipe without a writer does not block`() throws {
    let path = TemporaryFolder.current.appending(path: "pipe").path
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: DicomError.notRegularFile) { try decoder.radiograph(of: path) }
    #expect(decoder.completeness(of: path) == .notDicom(.notRegularFile))
  }

  @Test
  func `a folder, a device and an absent file have their own reasons`() throws {
    let folder = TemporaryFolder.current.path
    #expect(throws: DicomError.notRegularFile) { try decoder.header(of: folder) }
    #expect(throws: DicomError.notRegularFile) { try decoder.header(of: "/dev/zero") }
    let absent = folder + "/absent.dcm"
    #expect(throws: DicomError.unreadable(errno: ENOENT)) { try decoder.header(of: absent) }
    #expect(decoder.completeness(of: absent) == .unreadable(errno: ENOENT))
  }

  @Test
  func `a file beyond the limit is refused unread`() throws {
    var limits = DicomLimits()
    limits.maximumFileBytes = 100
    let path = try SyntheticFile(rows: 1, columns: 1).write()
    let error = #expect(throws: DicomError.self) {
      try DicomDecoder(limits: limits).header(of: path)
    }
    #expect(error?.reason == "too-large")
  }

  @Test
  func `every proper beginning of a file is truncated, empty or no DICOM`() throws {
    var file = SyntheticFile(rows: 3, columns: 3)
    file.add(0x7FE0, 0x0010, "OW", Array(repeating: 9, count: 18))
    let whole = file.bytes
    let rows = try #require(whole.firstRange(of: [0x28, 0, 0x10, 0, 0x55, 0x53]))
    for count in 0..<whole.count {
      file.bytes = Array(whole.prefix(count))
      let path = try file.write()
      let error = #expect(throws: DicomError.self, "\(count)") { try decoder.radiograph(of: path) }
      let reasons = ["truncated", "empty-file", "not-dicom"]
      // Cut between two elements, only the picture is missing.
      #expect(reasons.contains(error?.reason ?? "") || error == .noPixelData, "\(count)")
      let completeness = decoder.completeness(of: path)
      let isFragment = completeness == .truncated || completeness == .notDicom(.notDicom)
      // Cut between two elements before Rows, it could be a report.
      #expect(isFragment || count <= rows.lowerBound, "\(count): \(completeness)")
    }
    file.bytes = whole
    #expect(decoder.completeness(of: try file.write()) == .whole)
  }

  @Test(arguments: [1, 7, 8, 512])
  func `zeros behind a whole data set are padding`(count: Int) throws {
    var file = SyntheticFile(rows: 1, columns: 1)
    file.add(0x7FE0, 0x0010, "OW", [5, 0])
    file.bytes += Array(repeating: 0, count: count)
    let instance = try decoder.radiograph(of: file.write())
    #expect(instance.flags.contains("trailing-bytes"))
    #expect(instance.radiograph.storedValues == [5])
  }

  @Test
  func `a file reserved in advance and not yet filled is truncated`() throws {
    var file = SyntheticFile(rows: 4, columns: 4)
    file.bytes += Array(repeating: 0, count: 4096)
    #expect(decoder.completeness(of: try file.write()) == .truncated)

    var encapsulated = SyntheticFile(
      rows: 4,
      columns: 4,
      transferSyntax: "1.2.840.10008.1.2.4.70"
    )
    encapsulated.add(0x7FE0, 0x0010, "OB", claiming: 0xFFFF_FFFF)
    encapsulated.addItem(claiming: 0)
    encapsulated.bytes += Array(repeating: 0, count: 4096)
    #expect(decoder.completeness(of: try encapsulated.write()) == .truncated)
  }

  @Test
  func `a report without pixels has a header and no picture`() throws {
    var file = SyntheticFile()
    file.add(0x0008, 0x0060, "CS", Array("SR".utf8))
    let path = try file.write()
    let header = try decoder.header(of: path)
    #expect(header.modality == "SR" && !header.hasPixelData)
    #expect(decoder.completeness(of: path) == .whole)
    #expect(throws: DicomError.noPixelData) { try decoder.radiograph(of: path) }
  }
}
