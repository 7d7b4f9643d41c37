public import Foundation
internal import Imaging

/// A set of phantom files, and what each is there to show.
public struct PhantomSet: Sendable {
  /// What pacs-watch is to make of a file.
  public enum Expectation: String, Sendable, Hashable, CaseIterable {
    /// The film is read; the network may abstain, since no phantom is in its training.
    case classified
    /// Sound, but no film for this program.
    case skipped
    /// Whether it is PA or AP cannot be known.
    case undecidedView = "undecided-view"
    /// The same bytes as another file of the set.
    case duplicate
    /// The SOP Instance UID of another file, with other pixels.
    case conflict
    /// Cannot be read.
    case quarantined
  }

  /// One file.
  public struct Entry: Sendable {
    /// Its name in the folder.
    public let file: String
    /// What pacs-watch is to make of it.
    public let expectation: Expectation
    /// Why, as the column `reason` has it; empty for what is read.
    public let reason: String
    /// PA, AP or lateral; `unknown` where the header does not tell; empty without a film.
    public let view: String
    /// What the file is there to show, in a sentence.
    public let shows: String
    let content: Content
  }

  /// What a file is made of.
  enum Content: Sendable {
    case film(PhantomImage)
    case broken(PhantomImage, Breakage)
    case copy(of: String)
    case document(PhantomDocument)
    case bytes([UInt8])
  }

  /// In the order of the folder; a copy comes after its original.
  public let entries: [Entry]

  /// Writes all files and `MANIFEST.csv`, the same bytes each time.
  ///
  /// - Parameters:
  ///   - folder: made if need be; files of the same names are replaced.
  ///   - progress: called before each file with how many are done, how many there are, and its name.
  /// - Throws: `PhantomError`, or what the disk says.
  public func write(
    to folder: URL,
    progress: ((_ done: Int, _ of: Int, _ file: String) -> Void)? = nil
  ) throws {
    guard !entries.isEmpty else { throw PhantomError.nothingToWrite }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (index, entry) in entries.enumerated() {
      progress?(index, entries.count, entry.file)
      try write(entry, to: folder)
    }
    progress?(entries.count, entries.count, PhantomManifest.fileName)
    let manifest = folder.appending(path: PhantomManifest.fileName)
    try Data(PhantomManifest(self).csv.utf8).write(to: manifest)
  }

  private func write(_ entry: Entry, to folder: URL) throws {
    let file = folder.appending(path: entry.file)
    switch entry.content {
    case .film(let image): try image.write(image.stored(), to: file)
    case .broken(let image, let breakage):
      try image.write(image.stored(), to: file)
      try breakage.applied(to: Data(contentsOf: file)).write(to: file)
    case .copy(let original):
      try Data(contentsOf: folder.appending(path: original)).write(to: file)
    case .document(let document): try document.write(to: file)
    case .bytes(let bytes): try Data(bytes).write(to: file)
    }
  }
}

extension PhantomSet.Entry {
  /// The film that the header describes, if the file has one.
  var image: PhantomImage? {
    switch content {
    case .film(let image), .broken(let image, _): image
    case .copy, .document, .bytes: nil
    }
  }
}
