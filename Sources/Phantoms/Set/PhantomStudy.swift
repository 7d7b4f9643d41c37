public import Foundation

/// A study of an invented patient by choice: what `pacs-watch phantom` makes beside the set.
public struct PhantomStudy: Sendable, Hashable {
  /// From which anatomy, UIDs and noise follow.
  public var seed: UInt64
  /// Counts the studies of the seed, from 1; each is of another patient.
  public var number: Int
  /// One film each, in this order.
  public var views: [ChestPhantom.View]
  /// What is wrong with the lungs.
  public var finding: ChestPhantom.Finding
  /// How the pixels are encoded.
  public var transferSyntax: PhantomTransferSyntax
  /// How grey values are stored.
  public var form: PixelForm
  /// The width of PA and lateral films in pixels; AP films are wider by a fifth.
  public var columns: Int

  /// A study by its properties.
  public init(
    seed: UInt64,
    number: Int = 1,
    views: [ChestPhantom.View] = [.posteroAnterior],
    finding: ChestPhantom.Finding = .none,
    transferSyntax: PhantomTransferSyntax = .jpegLosslessSV1,
    form: PixelForm = PixelForm(),
    columns: Int = 1024
  ) {
    self.seed = seed
    self.number = number
    self.views = views
    self.finding = finding
    self.transferSyntax = transferSyntax
    self.form = form
    self.columns = columns
  }

  /// Writes one file a view, `phantom-SEED-NUMBER-VIEW.dcm`; the same bytes each time.
  ///
  /// The bits of `form` are lowered to what the transfer syntax can hold.
  ///
  /// - Parameter folder: made if need be; files of the same names are replaced.
  /// - Returns: the files, in the order of the views.
  /// - Throws: `PhantomError`, or what the disk says.
  @discardableResult
  public func write(to folder: URL) throws -> [URL] {
    guard !views.isEmpty else { throw PhantomError.nothingToWrite }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try views.enumerated().map { index, view in
      let image = image(view, instance: index + 1)
      let ending = index == views.firstIndex(of: view) ? "" : "-\(index + 1)"
      let file = folder.appending(path: "phantom-\(seed)-\(number)-\(view.rawValue)\(ending).dcm")
      try image.write(image.stored(), to: file)
      return file
    }
  }

  private func image(_ view: ChestPhantom.View, instance: Int) -> PhantomImage {
    let patient = PhantomPatient(number)
    var stored = form
    stored.bitsStored = min(form.bitsStored, transferSyntax.largestBitsStored)
    return PhantomImage(
      patient: patient,
      film: ChestPhantom(
        seed: seed &+ UInt64(number) &* 0x9E37_79B9,
        view: view,
        finding: finding,
        hasBreasts: patient.isFemale,
        columns: view == .anteroPosterior ? columns * 6 / 5 : columns
      ),
      form: stored,
      syntax: transferSyntax,
      view: .whole(view),
      seed: seed,
      study: number,
      instance: instance
    )
  }
}
