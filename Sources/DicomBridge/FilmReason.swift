/// Why a sound instance is not read: the column `reason` beside the status `skipped`.
public enum SkipReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// No picture is in it: a report, a presentation state, a waveform, a DICOMDIR.
  case notAnImage = "not-an-image"
  /// Modality (0008,0060) is not among the accepted ones.
  case otherModality = "other-modality"
  /// Raw detector values: a FOR PROCESSING class or Presentation Intent Type.
  case notForPresentation = "not-for-presentation"
  /// Neither a CR nor a DX image nor, where they are accepted, a secondary capture.
  case otherSOPClass = "other-sop-class"
  /// More frames than are accepted.
  case multiFrame = "multi-frame"
  /// Not a MONOCHROME1 or MONOCHROME2 picture of one sample.
  case colour
  /// A scout image.
  case localizer
  /// A processed film: bone suppression, dual energy, subtraction, stitching.
  case derivedImage = "derived-image"
  /// A body part that is not accepted.
  case otherBodyPart = "other-body-part"
  /// Nothing says which body part it is, and the profile wants it stated.
  case bodyPartNotStated = "body-part-not-stated"
  /// Fewer rows or columns than are accepted.
  case tooSmall = "too-small"
  /// A lateral film.
  case lateralView = "lateral-view"
  /// A film of a patient lying on a side.
  case decubitusView = "decubitus-view"
  /// An oblique film.
  case obliqueView = "oblique-view"
  /// Axial, lordotic or another projection.
  case otherView = "other-view"
  /// A plain frontal view that the profile does not accept.
  case viewNotAccepted = "view-not-accepted"
}

/// Why the view is undecided: the column `reason` beside the status `undecided-view`.
public enum UndecidedReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// No attribute names a view.
  case viewNotStated = "view-not-stated"
  /// Only the study's description names one.
  case viewOnlyPlanned = "view-only-planned"
  /// The film is frontal, and PA or AP is not stated.
  case viewFrontalUnspecified = "view-frontal-unspecified"
  /// Statements of equal weight exclude each other.
  case viewConflict = "view-conflict"
}

/// Why an instance cannot be kept as it is: the column `reason` beside the status `quarantined`.
public enum RefusalReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// Study or SOP Instance UID is absent: its result could not be found again.
  case missingUID = "missing-uid"
  /// A film without pixel data, or without rows and columns.
  case noPixelData = "no-pixel-data"
}

/// What a reader of an accepted film's result should know: entries of the column `flags`.
public enum FilmFlag: String, Sendable, Hashable, CaseIterable, Codable {
  /// An AP film with signs of being taken in bed: portable, supine.
  case apPortable = "ap-portable"
  /// The view is stated as frontal, PA or AP is not known.
  case frontalPAOrAP = "frontal-pa-or-ap"
  /// A text says another view than the tags; the tags decided.
  case viewDisputedByText = "view-disputed-by-text"
  /// The patient is younger than the models are made for.
  case child
  /// Pixels were lossily compressed at some time.
  case lossy
  /// The header says that text is burned into the pixels.
  case burnedInAnnotation = "burned-in-annotation"
  /// A rendering or screenshot, not the detector's own image.
  case secondaryCapture = "secondary-capture"
  /// The film is stored or was read out turned or mirrored.
  case rotatedOrFlipped = "rotated-or-flipped"
  /// Body Part Examined is empty; a code, a text or the profile let the film pass.
  case bodyPartNotStated = "body-part-not-stated"
  /// A text names another body part than Body Part Examined.
  case bodyPartDisputedByText = "body-part-disputed-by-text"
  /// A UID breaks the rules of PS3.5 9.1.
  case uidMalformed = "uid-malformed"
}
