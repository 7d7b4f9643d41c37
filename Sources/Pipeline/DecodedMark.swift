internal import ContentHash
internal import Foundation

/// Remembers across a kill that a file has been decoded: whatever ended the program, the decoder did
/// not.
///
/// An empty file beside the copy in the spool, not synchronised: a kill does not lose it, and a power
/// cut that does only makes the file look more dangerous than it is. With it, films that were in work
/// when somebody killed the program are not set aside as ones that end it.
struct DecodedMark: Sendable {
  static let suffix = ".decoded"
  /// How many times as often a file may be tried once it has been decoded: inference may be what
  /// ends the program, so the patience is long and not endless.
  static let patience = 10

  private let place: URL

  init(_ file: ClaimedFile, in spool: URL) {
    place = spool.appending(path: file.digest.hex + Self.suffix)
  }

  var isSet: Bool { FileManager.default.fileExists(atPath: place.path) }

  func set() {
    _ = FileManager.default.createFile(
      atPath: place.path,
      contents: nil,
      attributes: [.posixPermissions: 0o600]
    )
  }

  func clear() { try? FileManager.default.removeItem(at: place) }
}
