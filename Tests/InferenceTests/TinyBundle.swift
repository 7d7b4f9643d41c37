import ContentHash
import Foundation
import Imaging
import Inference
import TestSupport

/// The bundle of a few kB that `Tests/Peers/inference_make_models.py` makes, and what tests do to it.
enum TinyBundle {
  static let folder = Fixtures.project.appending(path: "Tests/Models/tiny")

  static func session(threads: Int = 1, concurrency: Int = 1) throws -> ModelSession {
    try ModelSession(
      bundle: ModelBundle.load(from: folder),
      threads: threads,
      concurrency: concurrency
    )
  }

  /// A copy in the test's own folder, its manifest with each first text replaced by the second.
  static func copy(replacing edits: [(String, String)] = []) throws -> URL {
    let copy = TemporaryFolder.current.appending(path: "bundle")
    try FileManager.default.copyItem(at: folder, to: copy)
    try edit(copy, edits)
    return copy
  }

  static func edit(_ bundle: URL, _ edits: [(String, String)]) throws {
    let manifest = bundle.appending(path: "bundle.yaml")
    var text = try String(contentsOf: manifest, encoding: .utf8)
    for (old, new) in edits {
      guard text.contains(old) else { throw NotInManifest(text: old) }
      text = text.replacingOccurrences(of: old, with: new)
    }
    try Data(text.utf8).write(to: manifest)
  }

  /// Replaces a file's bytes and puts the new hash into the manifest.
  static func replace(_ file: String, in bundle: URL, with bytes: [UInt8]) throws {
    let place = bundle.appending(path: file)
    let old = SHA256Digest(of: Array(try Data(contentsOf: place))).hex
    try Data(bytes).write(to: place)
    try edit(bundle, [(old, SHA256Digest(of: bytes).hex)])
  }

  /// SHA-256 as the manifest writes it.
  static func digest(of bytes: [UInt8]) -> String { SHA256Digest(of: bytes).hex }

  struct NotInManifest: Error { let text: String }

  /// A drawn chest: bright body with two dark lungs, another shift for another seed.
  static func film(rows: Int = 203, columns: Int = 241, seed: Int = 0) -> GrayImage {
    var film = GrayImage(rows: rows, columns: columns, filledWith: 0)
    for row in 0..<rows {
      for column in 0..<columns {
        let y = Double(row) / Double(rows) - 0.5
        let x = Double(column) / Double(columns) - 0.5
        let side = (abs(x) - 0.2) / 0.13
        let height = (y + 0.01 * Double(seed % 7)) / 0.32
        let isLung = side * side + height * height < 1
        let ribs = ((row * 9 / rows + seed) % 2) * 12
        film[row, column] = UInt8((isLung ? 50 : 190) + ribs + (row * 7 + column * 3 + seed) % 11)
      }
    }
    return film
  }
}
