internal import DicomBridge
internal import Inference

extension AcceptedFilms {
  /// What a bundle's manifest accepts, in the gate's terms.
  ///
  /// A film that states no body part passes, with a flag: many computed radiography units leave it
  /// empty. `Examination` abstains where the lungs are not found on such a film either.
  init(_ accepts: BundleManifest.Acceptance) {
    self.init()
    modalities = Set(accepts.modalities)
    bodyParts = Set(accepts.bodyParts).union(
      accepts.bodyParts.contains("CHEST") ? AcceptedFilms().bodyParts : []
    )
    views = Set(accepts.views.compactMap(ViewPosition.init(rawValue:)))
    // A code that says frontal and no more is accepted where both directions are.
    if views.isSuperset(of: [.pa, .ap]) { views.insert(.frontal) }
    acceptsUnstatedBodyPart = true
  }
}
