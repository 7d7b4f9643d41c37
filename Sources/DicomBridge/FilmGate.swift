/// Decides by a header alone whether an instance is a film to read.
///
/// The gates stand in a fixed order and the first that closes names the reason: what it is at all,
/// whether its result could be kept, modality, intent, class, frames, colour, pixels, processing,
/// body part, size, and the view last, so that only chest films are ever called undecided.
/// `docs/views.md` gives each gate's source.
public struct FilmGate: Sendable, Hashable {
  /// What passes.
  public var accepted: AcceptedFilms

  /// A gate for a profile.
  public init(_ accepted: AcceptedFilms = AcceptedFilms()) { self.accepted = accepted }

  /// Whether the instance is read, and if not, why.
  ///
  /// - Parameter header: the attributes as the file states them.
  /// - Returns: the decision, always with the view's evidence.
  public func decide(_ header: DicomHeader) -> GateDecision {
    let view = ViewDecision(header)
    let gates = [notAnImage, missingUID, kind, picture, processing, bodyPart, size]
    for gate in gates {
      switch gate(header) {
      case .passes: continue
      case .skip(let reason, let detail): return .skip(reason: reason, detail: detail, view: view)
      case .refuse(let reason, let detail):
        return .refuse(reason: reason, detail: detail, view: view)
      }
    }
    return decide(view, header)
  }

  private enum Verdict {
    case passes
    case skip(SkipReason, String)
    case refuse(RefusalReason, String)
  }

  private func notAnImage(_ header: DicomHeader) -> Verdict {
    guard !header.hasPixelData, header.rows == nil, header.columns == nil,
      let uid = header.sopClassUID, !isFilmClass(uid)
    else { return .passes }
    return .skip(.notAnImage, "SOP class \(shown(uid)) holds no picture.")
  }

  private func missingUID(_ header: DicomHeader) -> Verdict {
    let missing = [
      header.studyInstanceUID == nil ? "Study Instance UID" : nil,
      header.sopInstanceUID == nil ? "SOP Instance UID" : nil,
    ].compactMap(\.self)
    return missing.isEmpty
      ? .passes
      : .refuse(
        .missingUID,
        "The header has no \(missing.joined(separator: " and no ")); send the study again."
      )
  }

  private func kind(_ header: DicomHeader) -> Verdict {
    guard let modality = header.modality?.uppercased(), accepted.modalities.contains(modality)
    else {
      let names = accepted.modalities.sorted().joined(separator: ", ")
      return .skip(.otherModality, "\(Modality.shown(header.modality)) is not one of \(names).")
    }
    let sopClass = header.sopClassUID ?? ""
    let intent = header.presentationIntentType?.uppercased()
    if FilmSOPClass.forProcessing.contains(sopClass) || intent == "FOR PROCESSING" {
      return .skip(.notForPresentation, "The values are raw, FOR PROCESSING.")
    }
    let isCapture = FilmSOPClass.isSecondaryCapture(sopClass) && accepted.acceptsSecondaryCapture
    return accepted.sopClasses.contains(sopClass) || isCapture
      ? .passes : .skip(.otherSOPClass, "SOP class \(shown(sopClass)) is not accepted.")
  }

  private func picture(_ header: DicomHeader) -> Verdict {
    if let frames = header.numberOfFrames, frames > accepted.maximumFrames {
      return .skip(.multiFrame, "\(frames) frames; \(accepted.maximumFrames) is the most.")
    }
    let photometric = header.photometricInterpretation?.uppercased()
    let isGrey = photometric.map { ["MONOCHROME1", "MONOCHROME2"].contains($0) } ?? true
    if !isGrey || (header.samplesPerPixel ?? 1) > 1 {
      return .skip(.colour, "The picture is not one sample of MONOCHROME1 or MONOCHROME2.")
    }
    guard header.hasPixelData, (header.rows ?? 0) > 0, (header.columns ?? 0) > 0 else {
      return .refuse(.noPixelData, "Pixel Data, Rows or Columns are absent; send the film again.")
    }
    return .passes
  }

  private func processing(_ header: DicomHeader) -> Verdict {
    if ProcessedFilm.isLocalizer(header) {
      return .skip(.localizer, "Image Type calls the picture a localizer.")
    }
    if let phrase = ProcessedFilm.processing(header) {
      return .skip(.derivedImage, "The header calls the picture processed: \(phrase).")
    }
    return .passes
  }

  private func bodyPart(_ header: DicomHeader) -> Verdict {
    switch StatedBodyPart(header).finding {
    case .tags(let parts), .text(let parts):
      return accepted.acceptsBodyParts(parts)
        ? .passes
        : .skip(.otherBodyPart, "The body part is \(parts.sorted().joined(separator: ", ")).")
    case .unrecognised:
      let named = header.bodyPartExamined.map(StatedBodyPart.canonical) ?? ""
      return accepted.acceptsBodyParts([named])
        ? .passes : .skip(.otherBodyPart, "The body part is none that the vocabulary knows.")
    case .nothing:
      return accepted.acceptsUnstatedBodyPart
        ? .passes : .skip(.bodyPartNotStated, "No attribute and no text names a body part.")
    }
  }

  private func size(_ header: DicomHeader) -> Verdict {
    let rows = header.rows ?? 0
    let columns = header.columns ?? 0
    guard rows < accepted.minimumRows || columns < accepted.minimumColumns else { return .passes }
    let least = "\(accepted.minimumRows) x \(accepted.minimumColumns)"
    return .skip(.tooSmall, "\(rows) rows x \(columns) columns; \(least) are the fewest.")
  }

  private func isFilmClass(_ uid: String) -> Bool {
    accepted.sopClasses.contains(uid) || FilmSOPClass.forProcessing.contains(uid)
      || FilmSOPClass.isSecondaryCapture(uid)
  }

  private func shown(_ uid: String) -> String {
    uid.isEmpty ? "(absent)" : DicomUID.isWellFormed(uid) ? uid : "(malformed)"
  }
}
