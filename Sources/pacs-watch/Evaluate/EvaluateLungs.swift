import Evaluation
import Foundation
import Imaging
import Inference
import Statistics

/// The lungs that a bundle finds against drawn masks.
struct EvaluateLungs {
  private let session: ModelSession

  /// Compiles the bundle's networks.
  ///
  /// - Throws: `EvaluateError.noSegmenter` or `InferenceError`.
  init(_ bundle: ModelBundle) throws {
    guard bundle.manifest.segmenter != nil else {
      throw EvaluateError.noSegmenter(model: bundle.manifest.name)
    }
    let threads = max(1, ProcessInfo.processInfo.activeProcessorCount)
    session = try ModelSession(bundle: bundle, threads: threads, concurrency: 1)
  }

  /// Segments every film of a table.
  ///
  /// - Parameters:
  ///   - file: the CSV with the columns `image` and `mask`.
  ///   - bootstrap: what draws the resamples of intervals.
  /// - Returns: the figures; films and masks that cannot be read are named in it.
  /// - Throws: `LabelTableError`, or `InferenceError` where the network fails.
  func report(on file: URL, _ bootstrap: Bootstrap) throws -> LungReport {
    let table = try MaskTable(contentsOf: file)
    let progress = ProgressLine(total: table.rows.count)
    var films: [LungOverlap] = []
    var unreadable: [String] = []
    for row in table.rows {
      do {
        let film = try PictureFile.read(row.image)
        let drawn = try PictureFile.read(row.mask)
        let overlap = try overlap(of: film, drawn)
        if overlap.dice == nil {
          unreadable.append("\(row.name): no lung is drawn, and none was found")
        } else {
          films.append(LungOverlap(row, overlap: overlap))
        }
      } catch let error as PictureError { unreadable.append("\(row.name): \(error)") }
      progress.advance()
    }
    progress.finish()
    for complaint in unreadable { Output.complain(complaint) }
    let manifest = session.bundle.manifest
    return LungReport(
      films,
      unreadable: unreadable,
      model: "\(manifest.name) \(manifest.version)",
      splits: ["source", "mask_convention"].filter(table.columns.contains),
      bootstrap: bootstrap
    )
  }

  /// The components that the pipeline keeps, enlarged to the drawn mask's size.
  private func overlap(of film: GrayImage, _ drawn: GrayImage) throws -> Overlap {
    let kept = try session.segment(film).kept
    let found = try kept?.resized(rows: drawn.rows, columns: drawn.columns).samples ?? []
    var counts = (both: 0, found: 0, drawn: 0)
    for (found, drawn) in zip(found, drawn.samples) {
      let isFound = found >= 128
      let isDrawn = drawn >= 128
      counts.both += isFound && isDrawn ? 1 : 0
      counts.found += isFound ? 1 : 0
      counts.drawn += isDrawn ? 1 : 0
    }
    return Overlap(intersection: counts.both, first: counts.found, second: counts.drawn)
  }
}
