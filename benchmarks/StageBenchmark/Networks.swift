import ArgumentParser
import Foundation
import Imaging
import Inference

/// A bundle's networks on a film of the networks' own size, one thread.
///
/// Reads counts from standard input, one a line; answers with the median milliseconds of that many
/// calls of segmenter and classifier. Scaling to the network's range, the mask's components and the
/// choice of the box are in it: the product has no call without them.
struct Networks: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Inference of a bundle.")

  @Argument var bundle: String

  func run() throws {
    let bundle = try ModelBundle.load(from: URL(filePath: bundle))
    let session = try ModelSession(bundle: bundle)
    let manifest = bundle.manifest
    let small = film(manifest.classifier.input)
    let large = film(manifest.segmenter?.input ?? manifest.classifier.input)
    let whole = LungSegmentation(wholeFilmOf: small)
    print("ready")
    fflush(nil)
    while let count = readLine().flatMap({ Int($0) }) {
      var (segmenting, classifying): ([Double], [Double]) = ([], [])
      for _ in 0..<max(1, count) {
        segmenting.append(try milliseconds { _ = try session.segment(large) })
        classifying.append(try milliseconds { _ = try session.classify(small, lungs: whole) })
      }
      print(median(segmenting), median(classifying))
      fflush(nil)
    }
  }

  /// Grey noise: a network takes as long for it as for a film.
  private func film(_ input: BundleManifest.Input) -> GrayImage {
    var state: UInt32 = 1
    let samples = (0..<input.width * input.height).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    return GrayImage(rows: input.height, columns: input.width, samples: samples)
  }
}
