import Foundation
import TestSupport
import Testing

@testable import Phantoms

@Suite("The sample set")
struct SampleSetTests {
  private static let files = FileManager.default

  /// The read-me is written by hand.
  private static func names(in folder: URL) throws -> Set<String> {
    Set(try files.contentsOfDirectory(atPath: folder.path)).subtracting(["README.md"])
  }

  @Test(.temporaryFolder)
  func `what is committed is what the code makes, byte for byte`() throws {
    let folder = TemporaryFolder.current.appending(path: "set")
    try PhantomSet.standard.write(to: folder)
    let names = try Self.names(in: folder)
    #expect(try Self.names(in: Fixtures.sampleDicom) == names)
    for name in names.sorted() {
      let made = try Data(contentsOf: folder.appending(path: name))
      let committed = try Data(contentsOf: Fixtures.sampleDicom.appending(path: name))
      #expect(made == committed, "\(name)")
    }
  }

  @Test func `the set is small enough to be cloned by everybody`() throws {
    let bytes = try Self.names(in: Fixtures.sampleDicom).reduce(0) { sum, name in
      let path = Fixtures.sampleDicom.appending(path: name).path
      return sum + (try Self.files.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
    }
    #expect((1_000_000...25_000_000).contains(bytes))
  }

  @Test func `names and UIDs are unique except where that is what a file shows`() {
    let entries = PhantomSet.standard.entries
    #expect(Set(entries.map(\.file)).count == entries.count)
    let uids = entries.filter { $0.expectation != .conflict }.compactMap { $0.image?.instanceUID }
    #expect(Set(uids).count == uids.count)
    #expect(entries.contains { $0.expectation == .conflict })
    let studies = Dictionary(grouping: entries.compactMap(\.image), by: \.studyUID)
    #expect(studies.values.count { Set($0.map(\.film.view)).count == 2 } == 2)
  }

  @Test func `each way of storing a film is in the set`() {
    let read = PhantomSet.standard.entries.filter { $0.expectation == .classified }
      .compactMap(\.image)
    #expect(Set(read.map(\.syntax)) == Set(PhantomTransferSyntax.allCases))
    #expect(Set(read.map(\.form.bitsStored)).isSuperset(of: [8, 10, 12, 14, 15, 16]))
    #expect(Set(read.map(\.form.photometric)) == Set(PixelForm.Photometric.allCases))
    #expect(Set(read.map(\.form.valuesOfInterest)) == Set(PixelForm.ValuesOfInterest.allCases))
    #expect(Set(read.map(\.form.modality)) == Set(PixelForm.Modality.allCases))
    #expect(Set(read.map(\.form.highBits)) == Set(PixelForm.HighBits.allCases))
    #expect(Set(read.map(\.film.finding)) == Set(ChestPhantom.Finding.allCases))
    let expectations = Set(PhantomSet.standard.entries.map(\.expectation))
    #expect(expectations == Set(PhantomSet.Expectation.allCases))
  }

  @Test func `the manifest has one row a file, with a sentence`() throws {
    let manifest = PhantomManifest(.standard)
    #expect(manifest.rows.count == PhantomSet.standard.entries.count)
    #expect(manifest.rows.allSatisfy { $0.count == PhantomManifest.columns.count })
    #expect(manifest.rows.allSatisfy { $0.last?.isEmpty == false })
    // A spreadsheet would run a cell that begins so.
    #expect(manifest.rows.joined().allSatisfy { cell in !"=+-@".contains(cell.first ?? "x") })
    let lines = try String(
      contentsOf: Fixtures.sampleDicom.appending(path: "MANIFEST.csv"),
      encoding: .utf8
    ).split(separator: "\n")
    #expect(lines.count == manifest.rows.count + 1)
    #expect(
      lines.first
        == "file,study_uid,sop_uid,expect,reason,view,transfer_syntax,bits_stored,photometric,voi,shows"
    )
  }
}
