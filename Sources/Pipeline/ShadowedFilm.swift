internal import Imaging

/// What a second bundle gets of a film that the serving one has read: nothing is decoded twice.
struct ShadowedFilm: Sendable {
  /// What the header states, for the second bundle's gate.
  let instance: IdentifiedInstance
  /// The display values, as the serving bundle had them.
  let film: NormalizedFilm
}
