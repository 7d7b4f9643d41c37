internal import Imaging
internal import Inference

/// What a second bundle gets of a film that the serving one has read: nothing is decoded twice.
struct ShadowedFilm: Sendable {
  /// What the header states, for the second bundle's gate.
  let instance: IdentifiedInstance
  /// The stored values, for a second bundle with another window.
  let decoded: DecodedFilm
  /// The display values, as the serving bundle had them.
  let film: NormalizedFilm
  /// The window of the serving bundle.
  let window: BundleManifest.Window?
}
