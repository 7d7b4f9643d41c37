internal import ContentHash
public import Foundation
internal import Imaging
internal import Yams

/// A new version of a bundle: the same networks under other heads.
public struct BundleEdition: Sendable {
  /// The bundle that it is made from.
  public let base: ModelBundle
  /// Its own version.
  public let version: String
  /// For each network, the new head.
  public let heads: [ClassifierHead]
  /// What divides their logits.
  public let temperature: Double
  /// The text of its card.
  public let card: String

  /// An edition; a head for each network of the base, of the same channels and labels.
  public init(
    of base: ModelBundle,
    version: String,
    heads: [ClassifierHead],
    temperature: Double,
    card: String
  ) {
    precondition(heads.count == base.manifest.classifier.networks.count, "a head a network")
    self.base = base
    self.version = version
    self.heads = heads
    self.temperature = temperature
    self.card = card
  }

  /// Writes the bundle and checks it like any other; it appears whole or not at all.
  ///
  /// Every file of the base is verified as it is copied. The networks' own logits belong to the old
  /// heads, so the new manifest names none.
  ///
  /// - Parameter folder: a name that is not taken, in a folder that exists.
  /// - Returns: the bundle as loaded from there.
  /// - Throws: `BundleEditionError`, `InferenceError` or `BundleError` naming cause and cure; then
  ///   nothing is left behind.
  @discardableResult public func write(to folder: URL) throws -> ModelBundle {
    let place = folder.standardizedFileURL
    guard !FileManager.default.fileExists(atPath: place.path) else {
      throw BundleEditionError.exists(folder: folder.path)
    }
    let draft = place.deletingLastPathComponent()
      .appending(path: ".\(place.lastPathComponent).\(UUID().uuidString).part")
    do {
      try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: false)
    } catch { throw BundleEditionError.notCreated(folder: folder.path) }
    defer { try? FileManager.default.removeItem(at: draft) }
    try writeFiles(in: draft)
    _ = try ModelBundle.load(from: draft).check()
    do { try FileManager.default.moveItem(at: draft, to: place) } catch {
      throw BundleEditionError.notCreated(folder: folder.path)
    }
    return try ModelBundle.load(from: place)
  }

  private func writeFiles(in draft: URL) throws {
    var written: [String: [UInt8]] = [:]
    for (network, head) in zip(base.manifest.classifier.networks, heads) {
      guard let weights = network.headWeights, let bias = network.headBias else {
        throw BundleEditionError.noHead(file: network.file)
      }
      let labels = head.bias.count
      written[weights] =
        NumpyArray(shape: [labels, head.channels], values: head.weights).bytes
      written[bias] = NumpyArray(shape: [labels], values: head.bias).bytes
    }
    let manifest = try manifest(hashes: written.mapValues { SHA256Digest(of: $0).hex })
    written[ModelBundle.manifestName] = Array(manifest.utf8)
    written[base.manifest.card] = Array(card.utf8)
    for file in base.manifest.files where written[file.name] == nil {
      written[file.name] = try base.verifiedBytes(of: file)
    }
    for (name, bytes) in written {
      let file = draft.appending(path: name)
      try AtomicFile().write(bytes, to: file)
      // A bundle holds no patient data, and the daemon may run under another name.
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    }
  }

  /// The base's manifest with what differs, all else as its author wrote it.
  private func manifest(hashes: [String: String]) throws -> String {
    let files = BundleFiles(folder: base.folder)
    let bytes = try files.bytes(of: ModelBundle.manifestName, limit: 1 << 20)
    guard SHA256Digest(of: bytes) == base.digest,
      var root = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self))
    else { throw BundleEditionError.changed(folder: base.folder.path) }
    root["version"] = Node(version, Tag(.str), .doubleQuoted)
    root["temperature"] = Node("\(temperature)")
    for (index, network) in base.manifest.classifier.networks.enumerated() {
      guard let weights = network.headWeights, let bias = network.headBias,
        var node = root["classifier"]?["networks"]?[index]?.mapping
      else { throw BundleEditionError.noHead(file: network.file) }
      node["logits"] = nil
      node["head_weights_sha256"] = hashes[weights].map { Node($0) }
      node["head_bias_sha256"] = hashes[bias].map { Node($0) }
      root["classifier"]?["networks"]?[index] = .mapping(node)
    }
    return try Yams.serialize(node: root, width: 120, allowUnicode: true)
  }
}

/// Why a new version of a bundle cannot be written.
public enum BundleEditionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name is taken.
  case exists(folder: String)
  /// The folder cannot be made.
  case notCreated(folder: String)
  /// A network has no head that could be replaced.
  case noHead(file: String)
  /// The base is no longer what was loaded.
  case changed(folder: String)

  /// Cause and cure in a sentence.
  public var description: String {
    switch self {
    case .exists(let folder):
      "\(folder) is there already, and a bundle is never written over; name another folder."
    case .notCreated(let folder):
      "\(folder) cannot be made; check that the folder around it exists, and its rights and space."
    case .noHead(let file):
      "\(file) has no head that could be replaced; its bundle needs feature_map, head_weights and "
        + "head_bias for it."
    case .changed(let folder):
      "The bundle in \(folder) changed while it was read; run the command again."
    }
  }
}
