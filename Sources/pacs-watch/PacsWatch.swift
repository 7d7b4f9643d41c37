import ArgumentParser
import DecodeWorkers
import Foundation
import Pipeline

/// The tree of commands, nothing else.
@main
struct PacsWatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pacs-watch",
    abstract: "Chest X-rays from DICOM folders to recorded, checkable results.",
    discussion: """
      Research software, not a medical device.

      Data goes to standard output, logs to standard error. Exit codes: 0 all good, 1 some input \
      failed or the audit chain is broken, 64 wrong usage, 65 input unusable, 74 input or output \
      failed, 75 try again.
      """,
    version: ProgramVersion.current,
    groupedSubcommands: [
      CommandGroup(name: "Reading films:", subcommands: [Run.self, Process.self, Reprocess.self]),
      CommandGroup(name: "Reading results:", subcommands: [List.self, Show.self, Export.self]),
      CommandGroup(name: "Judging a bundle:", subcommands: [Evaluate.self, Adapt.self]),
      CommandGroup(name: "Trust:", subcommands: [Audit.self, Model.self]),
      CommandGroup(name: "Trying it out:", subcommands: [Phantom.self]),
    ]
  )

  /// Where this program was started as a decoder's process, it is that and nothing else: no thread
  /// but the first has been started yet, and none may be.
  @MainActor static func main() async {
    if CommandLine.arguments.dropFirst().first == DecodeWorker.argument {
      Foundation.exit(DecodeWorker().serve())
    }
    await main(nil)
  }
}
