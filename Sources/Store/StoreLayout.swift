public import ContentHash
public import Foundation

/// The state folder: which file lies where.
///
/// Names follow from the content's SHA-256, so that no path is ever stored and none can be stale.
/// Folders are 0700, files 0600.
public struct StoreLayout: Sendable, Hashable {
  /// The state folder itself.
  public let folder: URL

  /// The layout below a folder; touches nothing.
  public init(folder: URL) {
    self.folder = URL(filePath: folder.path, directoryHint: .isDirectory)
  }

  /// The SQLite database; `-wal` and `-shm` lie beside it.
  public var database: URL { folder.appending(path: "pacs-watch.sqlite") }
  /// Private copies of files whose work has not ended.
  public var spool: URL { folder.appending(path: "spool", directoryHint: .isDirectory) }
  /// Originals, fanned out by content hash.
  public var archive: URL { folder.appending(path: "archive", directoryHint: .isDirectory) }
  /// PNG renderings and heatmaps.
  public var images: URL { folder.appending(path: "images", directoryHint: .isDirectory) }
  /// Originals that could not be read.
  public var quarantine: URL { folder.appending(path: "quarantine", directoryHint: .isDirectory) }
  /// Compiled networks, so that a start need not compile them; may be emptied at any time.
  public var compiled: URL { folder.appending(path: "compiled", directoryHint: .isDirectory) }

  /// The folders that `StudyStore.open` makes.
  var folders: [URL] { [folder, spool, archive, images, quarantine, compiled] }

  /// Where the spool keeps a content: `spool/<sha>`.
  ///
  /// The copy is written under another name there, synchronised, and renamed to this before it is
  /// registered: a crash in between leaves a file that the next claim of that content replaces.
  public func spoolFile(for content: SHA256Digest) -> URL {
    spool.appending(path: content.hex)
  }

  /// Where the archive keeps a content: `archive/ab/cd/<sha>`.
  public func archiveFile(for content: SHA256Digest) -> URL {
    archive.appending(path: Self.fannedOut(content.hex))
  }

  /// Where the quarantine keeps a content: `quarantine/<sha>`.
  public func quarantineFile(for content: SHA256Digest) -> URL {
    quarantine.appending(path: content.hex)
  }

  /// Where an artefact of a content belongs: `images/ab/cd/<sha><suffix>`.
  ///
  /// - Parameters:
  ///   - content: the hash of the file that the artefact was made from.
  ///   - suffix: the end of its name, such as `-v2.png`.
  /// - Returns: the place; `relativePath(of:)` gives what an `Outcome` states.
  public func imageFile(for content: SHA256Digest, suffix: String) -> URL {
    images.appending(path: Self.fannedOut(content.hex) + suffix)
  }

  /// A path relative to the state folder, or nil for a place outside of it.
  public func relativePath(of url: URL) -> String? {
    let base = folder.standardizedFileURL.path
    let prefix = base.hasSuffix("/") ? base : base + "/"
    let path = url.standardizedFileURL.path
    guard path.hasPrefix(prefix) else { return nil }
    return String(path.dropFirst(prefix.count))
  }

  /// Where a content lies when it is in a place, or nil if its bytes are no longer kept.
  public func url(of content: SHA256Digest, in place: FilePlace) -> URL? {
    switch place {
    case .spool: spoolFile(for: content)
    case .archive: archiveFile(for: content)
    case .quarantine: quarantineFile(for: content)
    case .gone: nil
    }
  }

  private static func fannedOut(_ hex: String) -> String {
    "\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)"
  }
}
