internal import Imaging

/// What a deep check of a bundle found to be in order.
public struct BundleCheck: Sendable, Hashable {
  /// What computed.
  public let engine: EngineDescription
  /// For each network with a head and logits of its own, the largest difference between these
  /// logits and the head applied to the mean feature map.
  public let headDifferences: [Double]
}

extension ModelBundle {
  /// How far logits may lie from the head applied to the mean feature map.
  public static let headTolerance = 1e-3

  /// Compiles the networks and proves that they do what the manifest says.
  ///
  /// Inputs, outputs and the number of labels have the right shapes; a probe film goes through; and
  /// the logits are the head applied to the mean feature map, on which Grad-CAM rests.
  ///
  /// - Returns: what was found.
  /// - Throws: the first thing that is wrong.
  public func check() throws(InferenceError) -> BundleCheck {
    let session = try ModelSession(bundle: self)
    let film = Self.probe
    let lungs = try session.segment(film)
    let classification = try session.classify(film, lungs: lungs)
    _ = try session.explain(classification, film: film, lungs: lungs)
    var differences: [Double] = []
    let input = try session.input(film, LungSegmentation(wholeFilmOf: film))
    for network in session.networks {
      guard let difference = try network.headDifference(on: input) else { continue }
      guard difference <= Self.headTolerance else {
        throw .headDisagrees(file: network.settings.file, difference: difference)
      }
      differences.append(difference)
    }
    return BundleCheck(engine: session.engine, headDifferences: differences)
  }

  /// A film of slopes and waves, different in every corner.
  private static var probe: GrayImage {
    let side = 320
    let samples = (0..<side * side).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: side)
      return UInt8(truncatingIfNeeded: (row * column / 97 + 3 * row + column) & 0xFF)
    }
    return GrayImage(rows: side, columns: side, samples: samples)
  }
}
