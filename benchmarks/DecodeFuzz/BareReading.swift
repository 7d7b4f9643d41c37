import DicomBridge
import Foundation
import Glibc
import Imaging

/// Reads files in this very process, and hands every byte of a result to the kernel.
///
/// The kernel's door is where Valgrind looks whether bytes were ever written: stored values,
/// rendered film and its PNG all go through it.
struct BareReading {
  private let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
  private let decoder = DicomDecoder()
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Mutants of numbers `first` to below `end`.
  func readMutants(_ mutants: Mutants, from first: Int, to end: Int) throws {
    for number in first..<max(first, end) {
      let name = mutants.name(number)
      let bytes = mutants.bytes(number)
      try report(number, name) {
        name.hasSuffix(".dcm")
          ? instance(try folder.write(bytes, as: "mutant.dcm")) : picture(bytes)
      }
    }
  }

  /// All regular files below some folders, in the order of their paths, from the first-th on.
  func readFolders(_ folders: [String], from first: Int) throws {
    let files = try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: folder).map { folder + "/" + $0 }
    }.sorted()
    for number in min(first, files.count)..<files.count {
      try report(number, files[number]) { instance(files[number]) }
    }
  }

  /// The line is begun before the file is read, so that the last one tells which file ended it all.
  private func report(_ number: Int, _ name: String, _ read: () throws -> String) throws {
    print(number, name, terminator: " ")
    fflush(nil)
    print(try read())
  }

  private func instance(_ path: String) -> String {
    _ = decoder.completeness(of: path)
    do {
      let header = try decoder.header(of: path)
      show(Array("\(header)".utf8))
      let film = try decoder.radiograph(of: path).radiograph
      show(film.storedValues)
      return encoded(film.rendered())
    } catch {
      if let header = decoder.headerBeforeFault(of: path) { show(Array("\(header)".utf8)) }
      return error.reason
    }
  }

  private func picture(_ bytes: [UInt8]) -> String {
    do { return encoded(try PictureFile.decode(bytes)) } catch { return "\(error)" }
  }

  private func encoded(_ image: GrayImage) -> String {
    show(image.samples)
    do { show(try PNGFile.encode(image)) } catch { fatalError("no PNG of a picture: \(error)") }
    return "picture"
  }

  private func show<Element>(_ values: [Element]) {
    let written = values.withUnsafeBytes { write(null, $0.baseAddress, $0.count) }
    guard written >= 0 else { fatalError("/dev/null: errno \(errno)") }
  }
}
