public import DicomBridge
public import Foundation
internal import Imaging
internal import Inference
public import Store

/// A film as a bundle's networks see it, without anything being recorded.
public struct FilmFeatures: Sendable, Hashable {
  /// For each network, the mean of each channel of its feature map.
  public let networks: [[Double]]
  /// What the bundle says of the film, in the order of its labels.
  public let probabilities: [Double]
}

/// Reads films up to the features that a bundle's heads get.
///
/// The same way as `StudyPipeline.examine` from `identify` to `classify`: what it says of a film is
/// what `process` records. It writes nothing, so it needs no store.
public struct FeatureReading: Sendable {
  private let model: LoadedModel
  private let decoder: DicomDecoder

  /// A reading with one bundle.
  public init(_ model: LoadedModel, decoder: DicomDecoder = DicomDecoder()) {
    self.model = model
    self.decoder = decoder
  }

  /// Who the film is of, if the bundle takes it; nil for a plain picture, which states nothing.
  ///
  /// - Parameters:
  ///   - file: its bytes.
  ///   - path: where it was found.
  /// - Returns: what the header states.
  /// - Throws: `StageFailure` with the reason for which the bundle or the decoder refuses the file.
  public func identity(
    of file: URL,
    foundAt path: String
  ) throws(StageFailure) -> InstanceIdentity? {
    if PlainPicture.isFilm(file, foundAt: path) { return nil }
    let header: DicomHeader
    do throws(DicomError) {
      header = try decoder.header(of: file.path)
    } catch { throw StageFailure(error, at: .identify) }
    let decision = model.gate.decide(header)
    guard case .accept = decision else { throw StageFailure(decision) }
    return InstanceIdentity(header)
  }

  /// Decodes, normalizes, segments and classifies.
  ///
  /// - Parameters:
  ///   - file: its bytes.
  ///   - path: where it was found.
  /// - Returns: features and probabilities.
  /// - Throws: `StageFailure` with the stage that refused the file.
  public func features(
    of file: URL,
    foundAt path: String
  ) throws(StageFailure) -> FilmFeatures {
    let isPicture = PlainPicture.isFilm(file, foundAt: path)
    let film = try DecodedFilm(file, isPicture: isPicture, by: decoder).rendered(for: model)
    do throws(InferenceError) {
      let lungs = try model.session.segment(film)
      let found = try model.session.classify(film, lungs: lungs)
      return FilmFeatures(networks: found.features, probabilities: found.probabilities)
    } catch { throw StageFailure(error, at: .classify) }
  }
}
