import ArgumentParser
import DecodeWorkers
import Foundation

/// Times parts of the product through its own modules, where its commands would time more.
///
/// The scripts beside it compare the figures with peers'. `decode-worker` is what the sandboxed
/// decoders of the other commands are started with.
@main
struct StageBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times parts of pacs-watch.",
    subcommands: [Sandbox.self, Films.self, Networks.self, Growth.self]
  )

  static func main() {
    if Array(CommandLine.arguments.dropFirst()) == [DecodeWorker.argument] {
      Foundation.exit(DecodeWorker().serve())
    }
    main(nil)
  }
}

/// Milliseconds that something takes, by the wall clock.
func milliseconds(_ body: () throws -> Void) rethrows -> Double {
  let duration = try ContinuousClock().measure(body)
  return duration / .milliseconds(1)
}

/// The middle of some numbers, or the mean of the two in the middle.
func median(_ numbers: [Double]) -> Double {
  let sorted = numbers.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// A folder for this run, which the caller removes.
func temporaryFolder() throws -> URL {
  let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}
