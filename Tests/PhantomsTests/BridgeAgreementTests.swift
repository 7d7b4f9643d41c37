import DicomBridge
import Foundation
import Imaging
import TestSupport
import Testing

@testable import Phantoms

/// Our own reader against the phantoms, whose writer shares no code with it but the libraries.
@Suite("The sample set in DicomBridge")
struct BridgeAgreementTests {
  private static let entries = PhantomSet.standard.entries

  private static func path(_ file: String) -> String {
    Fixtures.sampleDicom.appending(path: file).path
  }

  /// Status and reason as the pipeline would record them, before it knows of other files.
  private static func judged(_ file: String) -> (status: PhantomSet.Expectation, reason: String) {
    let decoder = DicomDecoder()
    do throws(DicomError) {
      let header = try decoder.header(of: path(file))
      switch FilmGate().decide(header) {
      case .skip(let reason, _, _): return (.skipped, reason.rawValue)
      case .undecided(let reason, _, _): return (.undecidedView, reason.rawValue)
      case .refuse(let reason, _, _): return (.quarantined, reason.rawValue)
      case .accept:
        _ = try decoder.radiograph(of: path(file))
        return (.classified, "")
      }
    } catch {
      return (.quarantined, error.reason)
    }
  }

  @Test(arguments: entries.map(\.file))
  func `status and reason are those of the manifest`(file: String) throws {
    let entry = try #require(Self.entries.first { $0.file == file })
    let judged = Self.judged(file)
    // What only the store can know looks like any film here.
    let needsTheStore = [.duplicate, .conflict].contains(entry.expectation)
    #expect(judged.status == (needsTheStore ? .classified : entry.expectation))
    #expect(judged.reason == (needsTheStore ? "" : entry.reason))
  }

  @Test(arguments: entries.filter { $0.expectation == .classified }.map(\.file))
  func `stored values and rendering are those of the phantom`(file: String) throws {
    let image = try #require(Self.entries.first { $0.file == file }?.image)
    let made = image.stored()
    let read = try DicomDecoder().radiograph(of: Self.path(file)).radiograph
    #expect(read.rows == made.frame.rows && read.columns == made.frame.columns)
    guard !image.syntax.isLossy else { return }
    #expect(read.storedValues == made.storedValues)
    let differences = zip(read.rendered().samples, made.shown).map { abs(Int($0) - Int($1)) }
    // A step of the stored values is up to 1.6 * 255 / (0.7 * 2^bits) levels of grey.
    let step = 1.6 * 255 / (0.7 * Double(1 << image.form.bitsStored))
    #expect(Double(differences.max() ?? 0) <= 1 + step)
  }
}
