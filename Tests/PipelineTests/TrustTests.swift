import DicomBridge
import Foundation
import Imaging
import Pipeline
import Store
import TestSupport
import Testing

/// What the shipped bundle says of films that it was made for, and of others.
@Suite(
  "Trust in the shipped bundle",
  .temporaryFolder,
  .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared))
)
struct TrustTests {
  static let shipped = Fixtures.project.appending(path: "models/chest-xray-3class")

  @Test func `each real film that must be classified gets an answer`() async throws {
    let data = try #require(Fixtures.shared).appending(path: "data/dicom-cxr")
    let truth = try CSVTable(data.appending(path: "truth.csv")).rows
    let wanted = truth.compactMap { $0["expect"] == "classified" ? $0["file"] : nil }
    let bench = try Workbench(models: [Self.shipped])
    _ = try await bench.process(wanted.map { data.appending(path: "drop/\($0)") })
    let found = try bench.rowsByName()
    for name in wanted {
      let row = try #require(found[name])
      #expect(row.status == .classified, "\(name): \(row.reason ?? "") \(row.detail ?? "")")
      #expect(!row.flags.contains("inverted") && !row.flags.contains("rotated"), "\(name)")
      let provenance = try #require(row.provenance)
      #expect((provenance.filmDistance ?? .infinity) <= (provenance.filmDistanceLimit ?? 0))
      #expect(provenance.filmDisplay == "upright")
    }
  }

  @Test(arguments: [("inverted", "inverted"), ("upside-down", "rotated"), ("lying", "rotated")])
  func `a real film that is displayed wrongly is flagged and gets none`(
    display: String,
    flag: String
  ) async throws {
    let folder = try #require(Fixtures.shared).appending(path: "data/dicom-cxr/expected")
    let bench = try Workbench(models: [Self.shipped])
    var files: [URL] = []
    for name in ["im001", "im004", "im009", "im016"] {
      let film = try PictureFile.read(folder.appending(path: "\(name).png"))
      let place = TemporaryFolder.current.appending(path: "\(name)-\(display).png")
      try Data(PNGFile.encode(Self.shown(film, display), texts: [])).write(to: place)
      files.append(place)
    }
    _ = try await bench.process(files)
    for (name, row) in try bench.rowsByName() {
      #expect(row.status == .abstained, "\(name)")
      #expect(row.reason == "unlike-training-films", "\(name)")
      #expect(row.flags.contains(flag), "\(name): \(row.flags)")
      #expect(row.provenance?.filmDisplay == display, "\(name)")
      #expect(row.detail?.contains(display) == true)
    }
  }

  @Test func `a lateral that nobody states to be one is flagged`() async throws {
    let folder = try #require(Fixtures.shared).appending(path: "data/dicom-cxr/drop")
    let bench = try Workbench(models: [Self.shipped])
    var files: [URL] = []
    for name in ["im021", "im022", "im023", "im024", "im025"] {
      // As a plain picture it comes without a header that would say what it is.
      let path = folder.appending(path: "\(name).dcm").path
      let film = try DicomDecoder().radiograph(of: path).radiograph.rendered()
      let place = TemporaryFolder.current.appending(path: "\(name).png")
      try Data(PNGFile.encode(film, texts: [])).write(to: place)
      files.append(place)
    }
    _ = try await bench.process(files)
    let rows = try bench.rows()
    #expect(rows.count == 5)
    #expect(rows.allSatisfy { $0.flags.contains("lungs-not-apart") })
  }

  @Test func `a picture that is no film gets no answer`() async throws {
    let bench = try Workbench(models: [Self.shipped])
    var files: [URL] = []
    for seed in 1...3 {
      let samples = (0..<300 * 280).map { index in
        UInt8(truncatingIfNeeded: (index &* (7919 &* seed) &+ index / 280 &* 31) >> 3)
      }
      let noise = GrayImage(rows: 300, columns: 280, samples: samples)
      let place = TemporaryFolder.current.appending(path: "noise\(seed).png")
      try Data(PNGFile.encode(noise, texts: [])).write(to: place)
      files.append(place)
    }
    let rows = try await bench.process(files)
    #expect(rows.allSatisfy { $0.status == .abstained })
    #expect(try bench.rows().allSatisfy { $0.reason == "unlike-training-films" })
  }

  @Test func `a film without the tops of its lungs is flagged as cut off`() async throws {
    let folder = try #require(Fixtures.shared).appending(path: "data/dicom-cxr/expected")
    let whole = try PictureFile.read(folder.appending(path: "im018.png"))
    let bench = try Workbench(models: [Self.shipped])
    let cut = PixelBox(
      left: 0,
      top: whole.rows * 3 / 10,
      width: whole.columns,
      height: whole.rows - whole.rows * 3 / 10
    )
    for (name, film) in [("whole", whole), ("cut", whole.cropped(to: cut))] {
      let place = TemporaryFolder.current.appending(path: "\(name).png")
      try Data(PNGFile.encode(film, texts: [])).write(to: place)
      _ = try await bench.process([place])
    }
    let found = try bench.rowsByName()
    #expect(found["whole.png"]?.flags.contains("lungs-cut-off") == false)
    #expect(found["cut.png"]?.flags.contains("lungs-cut-off") == true)
  }

  /// A film inverted, or turned by 180 or 90 degrees.
  private static func shown(_ film: GrayImage, _ display: String) -> GrayImage {
    let (rows, columns) = (film.rows, film.columns)
    switch display {
    case "inverted":
      return GrayImage(rows: rows, columns: columns, samples: film.samples.map { 255 - $0 })
    case "upside-down":
      return GrayImage(rows: rows, columns: columns, samples: film.samples.reversed())
    default:
      let turned = (0..<rows * columns).map { index in
        film[index % rows, columns - 1 - index / rows]
      }
      return GrayImage(rows: columns, columns: rows, samples: turned)
    }
  }
}
