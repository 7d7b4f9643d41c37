internal import ContentHash
internal import DicomBridge
internal import Imaging
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
    let image = try decoded.rendered(for: model)
    switch decoded {
    case .instance(let instance):
      let hasOwnWindow = model.window != nil
      return NormalizedFilm(
        image: image,
        picture: try filmPicture(image, of: file),
        pixelHash: PixelHash.of(instance.radiograph),
        flags: hasOwnWindow ? instance.flags.filter { $0 != "no-voi" } : instance.flags,
        decoderName: instance.decoderName
      )
    case .picture:
      return NormalizedFilm(
        image: image,
        picture: try filmPicture(image, of: file),
        pixelHash: PixelHash.of(image),
        flags: [],
        decoderName: "libpng or libjpeg-turbo"
      )
    }
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
