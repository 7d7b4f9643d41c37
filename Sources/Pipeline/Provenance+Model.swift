internal import ContentHash
internal import Foundation
internal import Inference
internal import Store

extension Provenance {
  /// Notes the bundle, its files, its preprocessing and the engine that a result came from.
  mutating func note(_ model: LoadedModel) {
    let manifest = model.bundle.manifest
    bundleHash = model.bundle.digest.hex
    fileHashes = model.bundle.fileHashes
    preprocessing = Self.parameters(of: manifest)
    let used = model.session.engine
    engine = used.name
    engineVersion = used.version
    precision = used.precision
    machineClass = "\(used.device), \(used.threads) thread(s) an inference"
  }

  /// Everything between film and network, as JSON with sorted keys.
  private static func parameters(of manifest: BundleManifest) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(manifest) else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}
