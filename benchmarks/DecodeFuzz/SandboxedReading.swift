import DecodeWorkers
import DicomBridge
import Foundation
import Imaging
import Synchronization

/// Mutants through workers, one lane a core.
enum SandboxedReading {
  static func run(_ mutants: Mutants, count: Int) throws {
    let folder = try ScratchFolder()
    let tally = Tally()
    var budget = WorkerBudget()
    budget.seconds = 20
    let pool = DecoderPool(budget: budget) { tally.note("worker ended: \($0)", in: nil) }
    let decoder = DicomDecoder(limits: .standard, reader: pool)
    let lanes = ProcessInfo.processInfo.activeProcessorCount
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      for number in stride(from: lane, to: count, by: lanes) {
        do {
          let file = try folder.write(mutants.bytes(number), as: "\(lane).dcm")
          tally.note(outcome(of: file, decoder), in: mutants.name(number))
        } catch { fatalError("\(error)") }
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
