import DecodeWorkers
import DicomBridge
import Foundation
import Synchronization
import TestSupport

/// Decoders in processes, of the product or of the test's own.
struct Isolated {
  /// Beside the test bundle, where the build puts it.
  static func executable(_ name: String) -> String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name).path
  }

  static let product = WorkerProgram(executable: executable("pacs-watch"))
  static let obedient = WorkerProgram(executable: executable("TestWorker"))

  let decoder: DicomDecoder
  let losses = Losses()

  init(
    _ program: WorkerProgram = obedient,
    limits: DicomLimits = .standard,
    change: (inout WorkerBudget) -> Void = { _ in }
  ) {
    var budget = WorkerBudget()
    change(&budget)
    let losses = losses
    let pool = DecoderPool(program, limits: limits, budget: budget) { losses.note($0) }
    decoder = DicomDecoder(limits: limits, reader: pool)
  }

  /// Writes an order for the obedient worker.
  static func order(_ order: String, _ bytes: [UInt8] = []) throws -> String {
    let file = TemporaryFolder.current.appending(path: "order-\(UUID().uuidString)")
    try (Data("MISDEED \(order)\n".utf8) + Data(bytes)).write(to: file)
    return file.path
  }

  /// A sample's path.
  static func sample(_ name: String) -> String { Fixtures.sampleDicom.appending(path: name).path }
}

/// How workers ended.
final class Losses: Sendable {
  private let ends = Mutex<[WorkerEnd]>([])
  func note(_ end: WorkerEnd) { ends.withLock { $0.append(end) } }
  var all: [WorkerEnd] { ends.withLock { $0 } }
}
