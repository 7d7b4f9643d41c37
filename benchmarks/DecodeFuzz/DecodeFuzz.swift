import DecodeWorkers
import DicomBridge
import Foundation
import Imaging
import Synchronization

/// Damaged files through the sandboxed decoder: each ends in a picture or in a reason, and this
/// program is still there at the end.
///
/// `swift run -c release DecodeFuzz SEED COUNT FOLDER`: COUNT mutants over the `syntax-*` files of
/// FOLDER, in turns. The same seed damages alike; the counts by reason are printed.
@main
enum DecodeFuzz {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == DecodeWorker.argument { exit(DecodeWorker().serve()) }
    guard arguments.count == 3, let seed = UInt64(arguments[0]), let count = Int(arguments[1])
    else {
      fatalError("wanted: SEED COUNT FOLDER")
    }
    let source = URL(filePath: arguments[2])
    let names = try FileManager.default.contentsOfDirectory(atPath: source.path)
      .filter { $0.hasPrefix("syntax-") }.sorted()
    let samples = try names.map { [UInt8](try Data(contentsOf: source.appending(path: $0))) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let tally = Tally()
    var budget = WorkerBudget()
    budget.seconds = 20
    let pool = DecoderPool(budget: budget) { tally.note("worker ended: \($0)", in: nil) }
    let decoder = DicomDecoder(limits: .standard, reader: pool)
    let lanes = ProcessInfo.processInfo.activeProcessorCount
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      let file = folder.appending(path: "\(lane).dcm")
      for number in stride(from: lane, to: count, by: lanes) {
        var mutation = Mutation(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
        let bytes = mutation.damaged(samples[number % samples.count])
        do { try Data(bytes).write(to: file) } catch { fatalError("\(error)") }
        tally.note(outcome(of: file.path, decoder), in: names[number % names.count])
      }
    }
    tally.show()
  }

  private static func outcome(of path: String, _ decoder: DicomDecoder) -> String {
    do {
      _ = try decoder.header(of: path)
      return try decoder.radiograph(of: path).radiograph.rows > 0 ? "picture" : "empty picture"
    } catch {
      return error.reason
    }
  }
}

/// Counts of what became of files.
final class Tally: Sendable {
  private let counts = Mutex<[String: [String: Int]]>([:])

  func note(_ outcome: String, in file: String?) {
    counts.withLock { $0[outcome, default: [:]][file ?? "", default: 0] += 1 }
  }

  func show() {
    let counts = counts.withLock { $0 }
    for (outcome, files) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(files.values.reduce(0, +)) \(outcome)")
    }
    let files = counts.filter { !$0.key.hasPrefix("worker ended") }.values
    print("\(files.flatMap(\.values).reduce(0, +)) files, the program restarted 0 times")
  }
}
