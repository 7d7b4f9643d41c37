/// The words that the standard set is written in.
extension PhantomSet.Entry {
  /// The seed of the standard set's UIDs.
  static let seed: UInt64 = 0x7061_6373_7761_7463

  /// A film that pacs-watch is to read.
  ///
  /// - Parameters:
  ///   - number: the patient and the study; the anatomy follows from it.
  ///   - file: its name, without the ending.
  ///   - shows: what it is there to show.
  ///   - view: how it was taken; PA films are DX images, AP films CR images.
  ///   - change: what differs from an ordinary film.
  /// - Returns: the entry, expected as `classified`.
  static func film(
    _ number: Int,
    _ file: String,
    _ shows: String,
    view: ChestPhantom.View = .posteroAnterior,
    _ change: (inout PhantomImage) -> Void = { _ in }
  ) -> PhantomSet.Entry {
    let patient = PhantomPatient(number)
    let isAtBed = view == .anteroPosterior
    var image = PhantomImage(
      patient: patient,
      film: ChestPhantom(
        seed: UInt64(number),
        view: view,
        hasBreasts: patient.isFemale,
        columns: isAtBed ? 480 : 400
      ),
      kind: isAtBed ? .computedRadiography : .digitalXRay,
      view: .whole(view),
      seed: seed,
      study: number
    )
    if isAtBed { image.view.code = nil }
    change(&image)
    return PhantomSet.Entry(
      file: file + ".dcm",
      expectation: .classified,
      reason: "",
      view: view.rawValue,
      shows: shows,
      content: .film(image)
    )
  }

  /// A file without a film.
  static func stray(
    _ file: String,
    _ shows: String,
    _ expectation: PhantomSet.Expectation,
    reason: String,
    _ content: PhantomSet.Content
  ) -> PhantomSet.Entry {
    PhantomSet.Entry(
      file: file + ".dcm",
      expectation: expectation,
      reason: reason,
      view: "",
      shows: shows,
      content: content
    )
  }

  /// The same film, which pacs-watch is not to read.
  func skipped(_ reason: String) -> PhantomSet.Entry { expecting(.skipped, reason, view: view) }

  /// The same film, of which the view cannot be known.
  func undecided(_ reason: String) -> PhantomSet.Entry {
    expecting(.undecidedView, reason, view: "unknown")
  }

  /// The same film under the SOP Instance UID of another.
  func inConflict() -> PhantomSet.Entry {
    expecting(.conflict, "same-uid-other-pixels", view: view)
  }

  /// The same film in a file that cannot be read.
  func refused(_ reason: String, _ breakage: Breakage? = nil) -> PhantomSet.Entry {
    guard let breakage, let image else { return expecting(.quarantined, reason, view: view) }
    return expecting(.quarantined, reason, view: view, .broken(image, breakage))
  }

  private func expecting(
    _ expectation: PhantomSet.Expectation,
    _ reason: String,
    view: String,
    _ content: PhantomSet.Content? = nil
  ) -> PhantomSet.Entry {
    PhantomSet.Entry(
      file: file,
      expectation: expectation,
      reason: reason,
      view: view,
      shows: shows,
      content: content ?? self.content
    )
  }
}
