import ArgumentParser
import DecodeWorkers
import DicomBridge
import Foundation
import Imaging

/// Film to PNG as the product does it: sandboxed decoder, grey values, PNG; one film at a time.
///
/// Reads folders to write to from standard input, one a line; for each it works through all films and
/// answers with the seconds. So a caller takes turns with others, and no start is counted.
struct Films: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "DICOM files to full-size PNG.")

  @Argument var files: [String]

  func run() throws {
    let pool = DecoderPool { fatalError("a worker ended: \($0)") }
    let decoder = DicomDecoder(limits: .standard, reader: pool)
    _ = try decoder.radiograph(of: files[0])
    print("ready")
    fflush(nil)
    while let folder = readLine() {
      let time = try milliseconds {
        for path in files {
          let film = try decoder.radiograph(of: path).radiograph.rendered()
          let name = URL(filePath: path).deletingPathExtension().lastPathComponent + ".png"
          let bytes = try PNGFile.encode(film, texts: [.disclaimer])
          // No fsync: the peers do none.
          try Data(bytes).write(to: URL(filePath: folder).appending(path: name))
        }
      }
      print(time / 1000)
      fflush(nil)
    }
  }
}
