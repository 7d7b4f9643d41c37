import ArgumentParser
import DecodeWorkers
import DicomBridge
import Foundation

/// What decoding in a process of its own costs: the same film in this process and in a worker.
///
/// In turns, so that a machine's other work falls on both. Medians, and the least of each: what others
/// run beside makes every switch between two processes wait, and only the least shows it without.
struct Sandbox: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A film in process against sandboxed.",
    discussion: "Without files: 2500 x 3000 samples of 16 bits, uncompressed."
  )

  @Option var rounds = 40
  @Argument var files: [String] = []

  func run() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var files = files
    if files.isEmpty {
      let film = folder.appending(path: "native-2500x3000.dcm")
      try Data(NativeFilm.bytes(rows: 3000, columns: 2500)).write(to: film)
      files = [film.path]
    }
    print(
      "film,rounds,in_process_ms,isolated_ms,extra_ms,ratio,header_extra_ms,"
        + "least_in_process_ms,least_isolated_ms,extra_of_the_least_ms"
    )
    for path in files { try measure(path) }
  }

  private func measure(_ path: String) throws {
    let here = DicomDecoder()
    let there = DicomDecoder(limits: .standard, reader: DecoderPool())
    guard try here.radiograph(of: path).radiograph == there.radiograph(of: path).radiograph else {
      fatalError("the two decoders disagree on \(path)")
    }
    var (inside, outside, headers): ([Double], [Double], [Double]) = ([], [], [])
    for round in 0..<rounds {
      // Each goes first as often as the other.
      if round % 2 == 0 {
        inside.append(try milliseconds { _ = try here.radiograph(of: path) })
        outside.append(try milliseconds { _ = try there.radiograph(of: path) })
      } else {
        outside.append(try milliseconds { _ = try there.radiograph(of: path) })
        inside.append(try milliseconds { _ = try here.radiograph(of: path) })
      }
      headers.append(
        try milliseconds { _ = try there.header(of: path) }
          - milliseconds { _ = try here.header(of: path) }
      )
    }
    let (own, other) = (median(inside), median(outside))
    let numbers = [own, other, median(zip(outside, inside).map(-)), other / own, median(headers)]
    let least = [inside.min() ?? 0, outside.min() ?? 0]
    print(
      ([URL(filePath: path).lastPathComponent, "\(rounds)"]
        + (numbers + least + [least[1] - least[0]]).map { String(format: "%.2f", $0) })
        .joined(separator: ",")
    )
  }
}
