internal import DicomBridge
internal import Inference

extension AcceptedFilms {
  /// What a bundle's manifest accepts, in the gate's terms.
  ///
  /// A film that states no body part passes, with a flag: many computed radiography units leave it
  /// empty. `Examination` abstains where the lungs are not found on such a film either.
  ///
  /// - Throws: `BundleError.invalidValue` for a view that is none.
  init(_ accepts: BundleManifest.Acceptance) throws(BundleError) {
    self.init()
    modalities = Set(accepts.modalities)
    bodyParts = Set(accepts.bodyParts).union(
      accepts.bodyParts.contains("CHEST") ? AcceptedFilms().bodyParts : []
    )
    views = []
    for name in accepts.views {
      guard let view = ViewPosition(rawValue: name) else {
        let names = ViewPosition.allCases.map(\.rawValue).joined(separator: ", ")
        throw .invalidValue(key: "accepts.views", reason: "\(name) is not one of \(names)")
      }
      views.insert(view)
    }
    // A code that says frontal and no more is accepted where both directions are.
    if views.isSuperset(of: [.pa, .ap]) { views.insert(.frontal) }
    acceptsUnstatedBodyPart = true
    if modalities.contains("CT") {
      sopClasses.insert(FilmSOPClass.computedTomography)
      // A captured screen has lost its Hounsfield units.
      acceptsSecondaryCapture = modalities != ["CT"]
    }
  }
}
