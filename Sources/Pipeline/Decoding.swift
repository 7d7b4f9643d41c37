internal import DicomBridge
internal import Foundation
internal import Imaging
internal import Inference
internal import Store

/// The samples of a film, before they are display values.
enum DecodedFilm: Sendable {
  /// Stored values with their transforms, from a DICOM instance.
  case instance(DecodedInstance)
  /// Display values, from a plain picture.
  case picture(GrayImage)
}

extension StudyPipeline {
  /// Gets the stored values of frame 0.
  func decode(
    _ file: ClaimedFile,
    _ instance: IdentifiedInstance
  ) throws(StageFailure) -> DecodedFilm {
    try DecodedFilm(
      file.copy,
      isPicture: instance.header == nil,
      by: decoder
    )
  }
}

extension DecodedFilm {
  /// Reads a file; the one place in the program that decodes films.
  init(
    _ file: URL,
    isPicture: Bool,
    by decoder: DicomDecoder
  ) throws(StageFailure) {
    if isPicture {
      do { self = .picture(try PictureFile.read(file)) } catch {
        throw StageFailure(
          stage: .decode,
          reason: "malformed",
          detail: "\(error)",
          disposition: .conclude(.quarantined)
        )
      }
      return
    }
    do throws(DicomError) {
      self = .instance(try decoder.radiograph(of: file.path))
    } catch {
      throw StageFailure(error, at: .decode)
    }
  }

  /// The display values in 8 bits, through the bundle's window where it has one (PS3.4 N.2).
  ///
  /// - Throws: `StageFailure` for a DICOM instance whose values have no units that a window could be
  ///   applied to.
  func rendered(for model: LoadedModel) throws(StageFailure) -> GrayImage {
    switch self {
    case .picture(let image): return image
    case .instance(let instance):
      guard let window = model.window else { return instance.radiograph.rendered() }
      // PS3.3 C.8.2.1: Rescale Intercept and Slope are of type 1 in CT, and only they give units.
      guard instance.radiograph.modalityLUT != .identity else {
        throw StageFailure(
          stage: .normalize,
          reason: "no-rescale",
          detail: "The header has no Rescale Intercept and Slope, so a window of Hounsfield units "
            + "cannot be applied; send the original series.",
          disposition: .conclude(.quarantined)
        )
      }
      let voiLUT = VOILUT.window(center: window.center, width: window.width, function: .linear)
      return instance.radiograph.with(voiLUT).rendered()
    }
  }
}
