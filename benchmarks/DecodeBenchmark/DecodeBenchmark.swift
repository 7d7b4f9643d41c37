import DecodeWorkers
import DicomBridge
import Foundation
import Imaging

/// What decoding in a process of its own costs: the same film in this process and in a worker, in
/// turns, so that a machine's other work falls on both.
///
/// `swift run -c release DecodeBenchmark [--rounds N] [FILE...]`; without files, a film of 2500 x 3000
/// samples of 16 bits, as it lies in the file and in no compression.
@main
enum DecodeBenchmark {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == DecodeWorker.argument { exit(DecodeWorker().serve()) }
    var rounds = 40
    if arguments.first == "--rounds", arguments.count > 1 {
      rounds = Int(arguments[1]) ?? rounds
      arguments.removeFirst(2)
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if arguments.isEmpty {
      let film = folder.appending(path: "native-2500x3000.dcm")
      try Data(NativeFilm.bytes(rows: 3000, columns: 2500)).write(to: film)
      arguments = [film.path]
    }
    print("film, rounds, in-process ms, isolated ms, extra ms, ratio, header extra ms")
    for path in arguments { try measure(path, rounds: rounds) }
  }

  private static func measure(_ path: String, rounds: Int) throws {
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
    print(
      ([URL(filePath: path).lastPathComponent, "\(rounds)"]
        + numbers.map { String(format: "%.2f", $0) }).joined(separator: ", ")
    )
  }

  private static func milliseconds(_ body: () throws -> Void) throws -> Double {
    let duration = try ContinuousClock().measure(body)
    return duration / .milliseconds(1)
  }

  private static func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
