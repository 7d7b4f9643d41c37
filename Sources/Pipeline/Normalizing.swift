internal import ContentHash
internal import DicomBridge
internal import Imaging
internal import Inference
internal import Store

/// A film as display values, and as the PNG that is kept.
struct NormalizedFilm: Sendable {
  /// 8-bit display values, bones bright.
  let image: GrayImage
  /// The same as PNG.
  let picture: Artefact
  /// SHA-256 over the stored values, equal for any lossless encoding of them.
  let pixelHash: SHA256Digest
  /// What rendering has to say, such as `no-voi`.
  let flags: [String]
  /// What decoded it, for the provenance.
  let decoderName: String
}

extension StudyPipeline {
  /// Applies modality LUT, VOI LUT and photometric interpretation (PS3.4 N.2), and encodes the PNG.
  ///
  /// A bundle with a window of its own gets the film through that one.
  func normalize(
    _ decoded: DecodedFilm,
    of file: ClaimedFile,
    for model: LoadedModel
  ) throws(StageFailure) -> NormalizedFilm {
    switch decoded {
    case .instance(let instance):
      let window = model.bundle.manifest.window
      let image = try windowed(instance.radiograph, window).rendered()
      return NormalizedFilm(
        image: image,
        picture: try filmPicture(image, of: file),
        pixelHash: PixelHash.of(instance.radiograph),
        flags: window == nil ? instance.flags : instance.flags.filter { $0 != "no-voi" },
        decoderName: instance.decoderName
      )
    case .picture(let image):
      return NormalizedFilm(
        image: image,
        picture: try filmPicture(image, of: file),
        pixelHash: PixelHash.of(image),
        flags: [],
        decoderName: "libpng or libjpeg-turbo"
      )
    }
  }

  private func windowed(
    _ radiograph: Radiograph,
    _ window: BundleManifest.Window?
  ) throws(StageFailure) -> Radiograph {
    guard let window else { return radiograph }
    // PS3.3 C.8.2.1: Rescale Intercept and Slope are of type 1 in CT, and only they give units.
    guard radiograph.modalityLUT != .identity else {
      throw StageFailure(
        stage: .normalize,
        reason: "no-rescale",
        detail: "The header has no Rescale Intercept and Slope, so a window of Hounsfield units "
          + "cannot be applied; send the original series.",
        disposition: .conclude(.quarantined)
      )
    }
    return radiograph.with(
      .window(center: window.center, width: window.width, function: .linear)
    )
  }

  private func filmPicture(
    _ image: GrayImage,
    of file: ClaimedFile
  ) throws(StageFailure) -> Artefact {
    do {
      let bytes = try PNGFile.encode(image, texts: [.disclaimer])
      return Artefact(kind: .film, bytes: bytes, of: file.digest)
    } catch {
      throw StageFailure(
        stage: .normalize,
        reason: "unsupported-pixel-format",
        detail: "\(error)",
        disposition: .conclude(.quarantined)
      )
    }
  }
}
