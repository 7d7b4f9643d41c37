import ArgumentParser
import Foundation
import Store
import Synchronization

/// Grows a store by invented studies of one film, through the product's own store.
///
/// What stands in the rows is as long as what a film leaves there. The bulk comes a hundred studies
/// a transaction; the last `--single` one by one, in the four transactions that the daemon makes of a
/// film, each durable. The clock goes on by a second a study.
struct Growth: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Grows a store; JSON of its inserts.")

  @Argument var folder: String
  @Option(help: "Studies that are there.") var from: Int
  @Option(help: "Studies that shall be there.") var to: Int
  @Option(help: "So many of them one by one.") var single = 200

  func run() throws {
    let clock = StudyClock()
    let store = try StudyStore.open(at: URL(filePath: folder), clock: { clock.now() })
    let bulk = max(from, to - single)
    let bulkTime = try milliseconds {
      for start in stride(from: from, to: bulk, by: 100) {
        try store.transaction { transaction in
          for number in start..<min(start + 100, bulk) {
            clock.set(number)
            let study = InventedStudy(number)
            let file = try transaction.register(study.arrival).file
            _ = try transaction.beginAttempt(file, limit: 3)
            try transaction.record(study.outcome, for: file)
            try transaction.mark(file, in: .archive)
          }
        }
      }
    }
    let singles = try (bulk..<to).map { number in
      clock.set(number)
      let study = InventedStudy(number)
      return try milliseconds {
        let file = try store.register(study.arrival).file
        _ = try store.beginAttempt(file, limit: 3)
        try store.record(study.outcome, for: file)
        try store.transaction { try $0.mark(file, in: .archive) }
      }
    }
    try store.close()
    let answer = [
      "bulk_ms_a_study": bulkTime / Double(max(1, bulk - from)),
      "single_ms_a_study": median(singles),
      "single_ms_p95": singles.sorted()[singles.count * 95 / 100],
    ]
    print(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
  }
}

/// 2026-01-01T00:00:00Z and a second a study.
final class StudyClock: Sendable {
  private let study = Mutex(0)

  func set(_ number: Int) { study.withLock { $0 = number } }

  func now() -> Date { Date(timeIntervalSince1970: 1_767_225_600 + Double(study.withLock { $0 })) }
}
