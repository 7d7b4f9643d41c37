internal import ContentHash
internal import Foundation
public import Inference
public import Store

/// All bytes of a bundle in one hash: what a person accepts.
///
/// A bundle's files are those that its manifest names, the manifest and the card; other files in the
/// folder are never read. The seal is SHA-256 over what `sha256sum` prints for them, in the order of
/// their names' bytes, so that anybody can compute it:
/// `sha256sum FILE... | LC_ALL=C sort -k 2 | sha256sum`.
public struct BundleSeal: Sendable, Hashable {
  /// SHA-256 of each file, by name.
  public let files: [String: String]
  /// The seal, as lower-case hexadecimal digits.
  public let hex: String

  /// Seals a loaded bundle; the card is read for it.
  ///
  /// - Parameter bundle: a bundle whose files were verified.
  /// - Throws: what the card's reading throws.
  public init(of bundle: ModelBundle) throws {
    var files = bundle.fileHashes
    files[ModelBundle.manifestName] = bundle.digest.hex
    let card = bundle.manifest.card
    files[card] =
      SHA256Digest(
        of: Array(try Data(contentsOf: bundle.folder.appending(path: card)))
      ).hex
    let lines = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { "\(files[$0] ?? "")  \($0)\n" }
    self.files = files
    hex = SHA256Digest(of: lines.joined()).hex
  }
}

/// The demand that every bundle that serves was accepted in the store it serves.
public enum AcceptanceDemand {
  /// Refuses a bundle that nobody accepted.
  ///
  /// - Parameters:
  ///   - bundle: the bundle that is to serve.
  ///   - name: how the configuration names it, for the message.
  ///   - store: the store in which it is to serve.
  /// - Returns: the acceptance.
  /// - Throws: `BundleNotAccepted`, or why card or store cannot be read.
  @discardableResult
  public static func check(
    _ bundle: ModelBundle,
    named name: String,
    in store: StudyStore
  ) throws -> RecordedAcceptance {
    let seal = try BundleSeal(of: bundle)
    if let accepted = try store.acceptance(ofSeal: seal.hex) { return accepted }
    let manifest = bundle.manifest
    let other = try store.acceptances().last { $0.acceptance.model == manifest.name }
    throw BundleNotAccepted(
      bundle: name,
      model: "\(manifest.name) \(manifest.version)",
      store: store.layout.folder.path,
      other: other.map {
        "\($0.acceptance.model) \($0.acceptance.modelVersion) was, with other bytes"
      }
    )
  }
}

/// A bundle is to serve where acceptance is demanded, and nobody has accepted these bytes.
public struct BundleNotAccepted: Error, CustomStringConvertible, Sendable {
  let bundle: String
  let model: String
  let store: String
  let other: String?

  /// Cause and cure in a sentence.
  public var description: String {
    "The bundle \(bundle) (\(model)) was not accepted in \(store)"
      + (other.map { " (\($0))" } ?? "")
      + "; run `pacs-watch model accept \(bundle) --labels LABELS.csv --signed-by NAME "
      + "--store \(store) FILMS...`, or leave the demand for acceptance out."
  }
}
