public import ContentHash
public import Foundation

/// A folder with a model: `bundle.yaml`, networks as ONNX, and the card that describes them.
///
/// `load` proves that every file is the one that the manifest was written for; `check` proves that
/// the networks do what it says.
public struct ModelBundle: Sendable {
  /// Where the bundle lies.
  public let folder: URL
  /// What `bundle.yaml` says.
  public let manifest: BundleManifest
  /// The SHA-256 of `bundle.yaml`; since that holds the hashes of all other files but the card, it
  /// names the model in a result's provenance.
  public let digest: SHA256Digest

  /// The file of the bundle's manifest.
  public static let manifestName = "bundle.yaml"

  /// Reads the manifest and verifies the hash of each file.
  ///
  /// - Parameters:
  ///   - folder: the bundle.
  ///   - verifiesFiles: false where a `ModelSession` follows at once: it verifies every file anyway as it
  ///     reads it, and hashing hundreds of megabytes takes a second on processors without SHA instructions.
  /// - Returns: the bundle, ready for a `ModelSession`.
  /// - Throws: `BundleError` naming file, cause and cure.
  public static func load(
    from folder: URL,
    verifiesFiles: Bool = true
  ) throws(BundleError) -> Self {
    let files = BundleFiles(folder: folder)
    let text = try files.bytes(of: manifestName, limit: 1 << 20)
    let manifest = try ManifestReader.manifest(from: String(decoding: text, as: UTF8.self))
    let bundle = Self(folder: folder, manifest: manifest, digest: SHA256Digest(of: text))
    if verifiesFiles { for file in manifest.files { _ = try files.verifiedBytes(of: file) } }
    _ = try files.bytes(of: manifest.card, limit: 16 << 20)
    return bundle
  }

  /// Reads a file again and verifies that it is still the manifest's.
  func verifiedBytes(of file: BundleManifest.File) throws(InferenceError) -> [UInt8] {
    do throws(BundleError) {
      return try BundleFiles(folder: folder).verifiedBytes(of: file)
    } catch { throw .bundle(error) }
  }
}

extension BundleManifest {
  /// A file that the manifest names with its hash.
  struct File: Sendable, Hashable {
    let name: String
    let sha256: String
  }

  /// All files but the card.
  var files: [File] {
    let segmenting = segmenter.map { [File(name: $0.file, sha256: $0.sha256)] } ?? []
    let classifying = classifier.networks.flatMap { network in
      [File(name: network.file, sha256: network.sha256)] + network.headFiles
    }
    return segmenting + classifying + (abstain.distance?.files ?? [])
      + (abstain.display?.files ?? [])
  }
}

extension BundleManifest.Distance {
  /// Mean, then whitening.
  var files: [BundleManifest.File] {
    [
      BundleManifest.File(name: mean, sha256: meanSHA256),
      BundleManifest.File(name: whitening, sha256: whiteningSHA256),
    ]
  }
}

extension BundleManifest.Display {
  /// Weights, then bias.
  var files: [BundleManifest.File] {
    [
      BundleManifest.File(name: weights, sha256: weightsSHA256),
      BundleManifest.File(name: bias, sha256: biasSHA256),
    ]
  }
}

extension BundleManifest.Network {
  /// Weights, then bias; empty without a head.
  var headFiles: [BundleManifest.File] {
    guard let headWeights, let headWeightsSHA256, let headBias, let headBiasSHA256 else {
      return []
    }
    return [
      BundleManifest.File(name: headWeights, sha256: headWeightsSHA256),
      BundleManifest.File(name: headBias, sha256: headBiasSHA256),
    ]
  }
}
