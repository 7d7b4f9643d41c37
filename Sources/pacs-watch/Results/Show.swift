import ArgumentParser
import Foundation
import Pipeline
import Store

extension PacsWatch {
  /// The time line of a study.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show all that is known of a study: from arrival to export, every decision."
    )

    @Argument(help: "Study or SOP Instance UID, or the content hash of a file.")
    var uid: String
    @OptionGroup(title: "Storage") var storage: StoreOptions
    @Flag(name: .long, help: "As JSON.") var json = false

    func run() async throws {
      try await reportingFailures {
        let store = try StudyStore.openReadOnly(at: storage.folder)
        let timeline = try store.timeline(of: uid)
        guard !timeline.isEmpty else {
          Output.complain("Nothing is known under \(uid); `pacs-watch list` shows what is.")
          throw ExitCode.unusable
        }
        let events = TimelineEvents(timeline)
        try Output.emit((json ? try Output.json(events.all) : events.text) + "\n")
      }
    }
  }
}
