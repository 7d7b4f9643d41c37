import DicomBridge
import Foundation
import Imaging

/// Any number of damaged files over the `syntax-*` files of a folder, in turns; the n-th is always
/// the same.
struct Mutants {
  /// The names of the undamaged files.
  let names: [String]
  private let samples: [[UInt8]]
  private let seed: UInt64

  /// Reads the undamaged files.
  ///
  /// - Parameters:
  ///   - seed: decides on the damage.
  ///   - folder: holds the undamaged files.
  ///   - withPictures: also PNG and JPEG, which `process` reads: a film of the folder, encoded.
  /// - Throws: what keeps the folder from being read.
  init(seed: UInt64, folder: String, withPictures: Bool = false) throws {
    let source = URL(filePath: folder)
    var names = try FileManager.default.contentsOfDirectory(atPath: source.path)
      .filter { $0.hasPrefix("syntax-") }.sorted()
    var samples = try names.map { [UInt8](try Data(contentsOf: source.appending(path: $0))) }
    guard let first = names.first else { fatalError("no syntax-* in \(folder)") }
    if withPictures {
      let film = try DicomDecoder().radiograph(of: source.appending(path: first).path).radiograph
      let grey = film.rendered()
      let color = ColorImage(
        rows: grey.rows,
        columns: grey.columns,
        bytes: grey.samples.flatMap { [$0, $0, 255 - $0] }
      )
      names += ["grey.png", "deep.png", "color.png", "grey.jpg", "color.jpg"]
      samples += [
        try PNGFile.encode(grey), try PNGFile.encode(film.renderedDeep()),
        try PNGFile.encode(color), try JPEGFile.encode(grey), try JPEGFile.encode(color),
      ]
    }
    (self.names, self.samples, self.seed) = (names, samples, seed)
  }

  /// The name of the file that the n-th mutant was made of.
  func name(_ number: Int) -> String { names[number % names.count] }

  /// The bytes of the n-th mutant.
  func bytes(_ number: Int) -> [UInt8] {
    var mutation = Mutation(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    return mutation.damaged(samples[number % samples.count])
  }
}

/// A folder that lives as long as this value, for one file after the other.
final class ScratchFolder: Sendable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file over the former of that name.
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return file.path
  }
}
