import ContentHash
import Foundation
import TestSupport

/// The tiny bundle with some lines of its manifest replaced.
enum VariantBundle {
  /// Copies the bundle into the test's folder.
  ///
  /// - Parameters:
  ///   - name: the copy's folder.
  ///   - lines: new lines, by the key with which the old one begins.
  /// - Returns: the copy.
  /// - Throws: `NotInManifest` for a key that no line has.
  static func make(_ name: String, _ lines: [String: String]) throws -> URL {
    let copy = TemporaryFolder.current.appending(path: name)
    try FileManager.default.copyItem(at: Workbench.tinyBundle, to: copy)
    let manifest = copy.appending(path: "bundle.yaml")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    var changed = Set<String>()
    let variant = text.components(separatedBy: "\n").map { line in
      guard let key = lines.keys.first(where: { line.hasPrefix($0 + ":") }) else { return line }
      changed.insert(key)
      return "\(key): \(lines[key] ?? "")"
    }
    guard changed == Set(lines.keys) else { throw NotInManifest(keys: lines.keys.sorted()) }
    try Data(variant.joined(separator: "\n").utf8).write(to: manifest)
    return copy
  }

  /// Makes the first network answer NaN: its bias becomes one, and the manifest gets the new hash, so
  /// that the bundle loads and compiles and fails on every film.
  static func poison(_ bundle: URL) throws {
    let network = bundle.appending(path: "first.onnx")
    var bytes = try Data(contentsOf: network)
    let old = SHA256Digest(of: Array(bytes)).hex
    let bias = try Data(contentsOf: bundle.appending(path: "first_bias.npy")).suffix(12)
    guard let place = bytes.range(of: bias) else { throw NotInManifest(keys: ["bias"]) }
    let nan = withUnsafeBytes(of: Float.nan.bitPattern.littleEndian) { Data($0) }
    bytes.replaceSubrange(place, with: nan + nan + nan)
    try bytes.write(to: network)
    let manifest = bundle.appending(path: "bundle.yaml")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    let new = SHA256Digest(of: Array(bytes)).hex
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: manifest)
  }

  struct NotInManifest: Error { let keys: [String] }
}
