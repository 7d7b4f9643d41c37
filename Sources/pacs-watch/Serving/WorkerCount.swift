import ArgumentParser
import Foundation

/// How many films are worked on at a time; as a default, one for each processor.
struct WorkerCount: ExpressibleByArgument {
  let number: Int

  /// As many as processors may be used.
  static let onePerProcessor = WorkerCount(
    number: min(256, max(1, ProcessInfo.processInfo.activeProcessorCount))
  )

  private init(number: Int) { self.number = number }

  init?(argument: String) {
    guard let number = Int(argument), (1...256).contains(number) else { return nil }
    self.init(number: number)
  }

  /// The same on every machine, whatever its processors.
  var defaultValueDescription: String { "one for each processor" }
}
