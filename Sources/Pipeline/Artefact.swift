public import ContentHash

/// A picture that a walk made, with the name under which it will be kept.
///
/// The name holds a digest of the picture itself, so a re-run that gives the same picture gives the
/// same file, and one that gives another picture never overwrites the first.
public struct Artefact: Sendable, Equatable {
  /// What it shows.
  public enum Kind: String, Sendable {
    /// The film as display values.
    case film
    /// The heatmap over the film.
    case heatmap
  }

  /// What it shows.
  public let kind: Kind
  /// The PNG.
  public let bytes: [UInt8]
  /// The digest of `bytes`.
  public let digest: SHA256Digest
  /// Where it goes, relative to the store.
  public let relativePath: String

  /// A picture of the file with that digest.
  public init(kind: Kind, bytes: [UInt8], of file: SHA256Digest) {
    self.kind = kind
    self.bytes = bytes
    digest = SHA256Digest(of: bytes)
    relativePath = "\(Self.stem(of: file))-\(kind.rawValue)-\(digest.hex.prefix(12)).png"
  }

  /// How the names of all pictures of a file begin, relative to the store.
  static func stem(of file: SHA256Digest) -> String {
    let name = file.hex
    return "images/\(name.prefix(2))/\(name.dropFirst(2).prefix(2))/\(name.prefix(20))"
  }
}
