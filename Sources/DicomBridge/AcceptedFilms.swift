/// Which instances a profile or a model bundle reads; everything else is passed over with a reason.
public struct AcceptedFilms: Sendable, Hashable {
  /// The terms of Modality (0008,0060).
  ///
  /// RG, OT, RF and XA are left out: RF and XA are mostly fluoroscopy.
  public var modalities: Set<String> = ["CR", "DX"]
  /// The views; `frontal` stands for films that a code calls frontal without PA or AP.
  public var views: Set<ViewPosition> = [.pa, .ap, .frontal]
  /// Body parts in any spelling of the vocabulary: THORAX is CHEST.
  ///
  /// Rib films are another technique and left out.
  public var bodyParts: Set<String> = ["CHEST", "LUNG"]
  /// Whether a film passes, flagged, if no attribute and no text names a body part.
  public var acceptsUnstatedBodyPart = false
  /// The SOP classes, beside Secondary Capture.
  public var sopClasses: Set<String> = [
    FilmSOPClass.computedRadiography, FilmSOPClass.digitalXRayForPresentation,
  ]
  /// Whether Secondary Capture instances of an accepted modality pass, flagged.
  ///
  /// Films from CDs, converters and research sets come so.
  public var acceptsSecondaryCapture = true
  /// The fewest rows.
  public var minimumRows = 200
  /// The fewest columns.
  public var minimumColumns = 200
  /// The most frames.
  public var maximumFrames = 1
  /// The age in years under which a film is flagged `child`.
  ///
  /// Paediatric radiology ends, by country, at 16 to 18 years; models are made of films of adults.
  public var adultFromYears = 16.0

  /// The defaults: single adult CR and DX films of the chest from the front.
  public init() {}

  func acceptsBodyParts(_ stated: Set<String>) -> Bool {
    stated.isSubset(of: Set(bodyParts.map(StatedBodyPart.canonical)))
  }

  func acceptsView(_ view: ViewPosition) -> Bool {
    views.contains(view) || (view.family == .lateral && views.contains(.lateral))
  }
}

/// The storage classes that the gate tells apart, PS3.4 B.5.
public enum FilmSOPClass {
  /// CT Image Storage.
  public static let computedTomography = "1.2.840.10008.5.1.4.1.1.2"
  /// Computed Radiography Image Storage.
  public static let computedRadiography = "1.2.840.10008.5.1.4.1.1.1"
  /// Digital X-Ray Image Storage - For Presentation.
  public static let digitalXRayForPresentation = "1.2.840.10008.5.1.4.1.1.1.1"
  /// Secondary Capture Image Storage.
  public static let secondaryCapture = "1.2.840.10008.5.1.4.1.1.7"
  /// Multi-frame Grayscale Byte and Word Secondary Capture Image Storage.
  static let grayscaleCaptures: Set<String> = [
    "1.2.840.10008.5.1.4.1.1.7.2", "1.2.840.10008.5.1.4.1.1.7.3",
  ]
  /// The For Processing classes of DX, mammography and intra-oral films.
  static let forProcessing: Set<String> = [
    "1.2.840.10008.5.1.4.1.1.1.1.1", "1.2.840.10008.5.1.4.1.1.1.2.1",
    "1.2.840.10008.5.1.4.1.1.1.3.1",
  ]

  static func isSecondaryCapture(_ uid: String?) -> Bool {
    uid.map { $0 == secondaryCapture || grayscaleCaptures.contains($0) } ?? false
  }
}
