import Foundation
import Imaging
import TestSupport
import Testing

@testable import Phantoms

/// What pydicom and its plug-ins, which share no encoder with us but OpenJPEG, read in the set.
@Suite(
  "Pixels of the sample set in pydicom",
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
)
struct PixelOracleTests {
  /// One line of `phantoms_pixels.py`.
  private struct Difference {
    let name: String
    let stored: Int
    let shownLargest: Double
    let shownMean: Double

    init(_ line: Substring) throws {
      let parts = line.split(separator: " ")
      try #require(parts.count == 4)
      name = String(parts[0])
      stored = try #require(Int(parts[1]))
      shownLargest = try #require(Double(parts[2]))
      shownMean = try #require(Double(parts[3]))
    }
  }

  private static let readable: [(name: String, image: PhantomImage)] =
    PhantomSet.standard.entries.compactMap { entry in
      guard case .film(let image) = entry.content, entry.expectation != .quarantined else {
        return nil
      }
      return (String(entry.file.dropLast(4)), image)
    }

  @Test(.temporaryFolder)
  func `every film has the stored values that it was made of and looks as it was meant`() throws {
    let folder = TemporaryFolder.current
    for (name, image) in Self.readable {
      let stored = image.stored()
      let patterns = stored.storedValues.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      try Data(patterns).write(to: folder.appending(path: "\(name).stored"))
      try Data(stored.shown).write(to: folder.appending(path: "\(name).shown"))
    }
    let output = try Fixtures.peer(
      "phantoms_pixels.py",
      [Fixtures.sampleDicom.path, folder.path] + Self.readable.map(\.name)
    )
    let differences = try output.split(separator: "\n").map(Difference.init)
    #expect(differences.map(\.name) == Self.readable.map(\.name))
    for (difference, (name, image)) in zip(differences, Self.readable) {
      let loss = Self.largestLoss(image)
      #expect(difference.stored <= loss, "\(name): stored values")
      // One level of rounding on our side, and what a step of the stored values makes of grey.
      let step = 255 / (0.7 * Double((1 << image.form.bitsStored) - 1))
      let allowed = 0.55 + step * Double(1 + loss)
      #expect(difference.shownLargest <= allowed, "\(name): grey")
      #expect(difference.shownMean <= 0.5 + 0.3 * step * Double(1 + loss), "\(name): mean grey")
    }
  }

  /// JPEG-LS states its bound; those of the others were measured and doubled.
  private static func largestLoss(_ image: PhantomImage) -> Int {
    switch image.syntax {
    case .jpegLSNear: 2
    case .jpegBaseline: 20
    case .jpegExtended: 30
    case .jpeg2000: 190
    default: 0
    }
  }
}
