/// What headers say about view, object and person.
extension PhantomSet {
  /// Every way of stating the view, and of not stating it.
  static let views: [Entry] = [
    .film(51, "view-code-sct", "the view by a SNOMED CT code alone") {
      $0.view = .codeOnly(.snomed(.posteroAnterior), .posteroAnterior)
    },
    .film(52, "view-code-srt", "the view by a code of before 2020 alone", view: .anteroPosterior) {
      $0.kind = .digitalXRay
      $0.view = .codeOnly(.oldSnomed(.anteroPosterior), .anteroPosterior)
    },
    .film(53, "view-position", "the view by View Position alone", view: .anteroPosterior) {
      $0.view = .positionOnly(.anteroPosterior)
    },
    .film(54, "view-text", "the view by Series Description alone") {
      $0.view = ViewStatement(orientation: ["L", "F"], seriesDescription: "Thorax p.a. stehend")
    },
    .film(55, "view-orientation-frontal", "only Patient Orientation: frontal, PA or AP unknown") {
      $0.view = ViewStatement(orientation: ["L", "F"])
    }.undecided("view-frontal-unspecified"),
    .film(56, "view-orientation-lateral", "only Patient Orientation: lateral", view: .lateral) {
      $0.view = ViewStatement(orientation: ["P", "F"])
    }.skipped("lateral-view"),
    .film(57, "view-conflict", "the code says PA, View Position says AP") {
      $0.view.position = "AP"
    }.undecided("view-conflict"),
    .film(58, "view-not-stated", "nothing states a view", view: .anteroPosterior) {
      $0.view = ViewStatement()
    }.undecided("view-not-stated"),
    .film(59, "view-planned", "only the study's plan names views") {
      $0.kind = .computedRadiography
      $0.view = ViewStatement(studyDescription: "CHEST PA AND LATERAL")
    }.undecided("view-only-planned"),
    .film(61, "study-one-pa", "the PA film of a study with a lateral"),
    .film(61, "study-one-lateral", "the lateral film of the same study", view: .lateral) {
      $0.instance = 2
    }.skipped("lateral-view"),
    .film(62, "study-two-pa", "the PA film of another study with a lateral, patches") {
      $0.film.finding = .peripheralPatches
      $0.film.marker = .right
    },
    .film(62, "study-two-lateral", "its lateral, in JPEG-LS", view: .lateral) {
      $0.film.finding = .peripheralPatches
      $0.instance = 2
      $0.syntax = .jpegLS
    }.skipped("lateral-view"),
  ]

  /// Sound objects of which some are no films for this program.
  static let gates: [Entry] = [
    .film(71, "for-processing", "raw values, FOR PROCESSING") {
      $0.kind = .digitalXRayForProcessing
      $0.form.valuesOfInterest = .none
    }.skipped("not-for-presentation"),
    .film(72, "body-part-hand", "a header that says HAND") {
      $0.bodyPart = .hand
    }.skipped("other-body-part"),
    .film(73, "modality-ct", "a CT image, as its header says") {
      $0.kind = .computedTomography
      $0.view = ViewStatement(orientation: ["L", "P"])
    }.skipped("other-modality"),
    .film(74, "thumbnail", "too few pixels to read") {
      $0.film.columns = 128
    }.skipped("too-small"),
    .film(75, "secondary-capture", "an 8-bit Secondary Capture, read with a flag") {
      $0.kind = .secondaryCapture
      $0.view = ViewStatement(position: "PA", orientation: ["L", "F"])
      $0.form = PixelForm(bitsStored: 8, valuesOfInterest: .none)
    },
    .film(76, "no-preamble", "a bare data set without preamble and meta header") {
      $0.hasMetaHeader = false
      $0.syntax = .implicitLittleEndian
    },
    .film(77, "child", "a child of four, read with a flag", view: .anteroPosterior) {
      $0.patient.isChild = true
      $0.film.isChild = true
      $0.film.hasBreasts = false
    },
    .stray(
      "report",
      "a Basic Text SR",
      .skipped,
      reason: "not-an-image",
      .document(document(.textReport, 78))
    ),
    .stray(
      "pdf",
      "an Encapsulated PDF",
      .skipped,
      reason: "not-an-image",
      .document(document(.encapsulatedPDF, 79))
    ),
    .stray(
      "dicomdir",
      "a DICOMDIR, as on a CD",
      .skipped,
      reason: "not-an-image",
      .document(document(.directory, 80))
    ),
  ]

  /// Names that break tables and character sets, and files that come again.
  static let identities: [Entry] = [
    .film(81, "name-latin1", "a name in ISO_IR 100") { $0.patient.name = .latin1 },
    .film(82, "name-japanese", "a name in ISO 2022 IR 87 with three groups") {
      $0.patient.name = .japanese
    },
    .film(83, "name-utf8", "a name in ISO_IR 192") { $0.patient.name = .utf8 },
    .film(84, "name-formula", "a name and an ID that spreadsheets would run") {
      $0.patient.name = .ascii("@SUM(1+1)*cmd^Phantom")
      $0.patient.identifier = "=1+1"
    },
    .film(91, "sent-once", "a film that comes again"),
    PhantomSet.Entry.stray(
      "sent-twice",
      "the same bytes under another name",
      .duplicate,
      reason: "identical-bytes",
      .copy(of: "sent-once.dcm")
    ),
    .film(92, "conflict-first", "a film with a SOP Instance UID that comes again"),
    .film(92, "conflict-second", "the same SOP Instance UID with other pixels") {
      $0.film.seed = 920
    }.inConflict(),
  ]

  private static func document(_ kind: PhantomDocument.Kind, _ number: Int) -> PhantomDocument {
    PhantomDocument(
      kind: kind,
      patient: PhantomPatient(number),
      seed: Entry.seed,
      study: number
    )
  }
}
