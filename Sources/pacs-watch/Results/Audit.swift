import ArgumentParser
import Foundation
import Store

extension PacsWatch {
  /// The audit chain.
  struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check or write out the audit chain.",
      subcommands: [Verify.self, ExportChain.self]
    )
  }
}

extension PacsWatch.Audit {
  /// Walks the chain.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Walk the audit chain and name the first entry that does not hold.",
      discussion: """
        Exit code 1 when the chain is broken. Who can rewrite the whole database can also rewrite \
        the chain: keep the printed head in a second place, and compare it later.
        """
    )
    @OptionGroup(title: "Storage") var storage: StoreOptions

    func run() async throws {
      try await reportingFailures {
        let store = try StudyStore.openReadOnly(at: storage.folder)
        switch try store.verifyAudit() {
        case .intact(let entries, let head):
          try Output.emit("The audit chain holds: \(entries) entries, head \(head)\n")
        case .broken(let sequence, let explanation):
          try Output.emit("The audit chain is broken at entry \(sequence): \(explanation)\n")
          throw ExitCode.someFailed
        }
      }
    }
  }

  /// Writes the chain out.
  struct ExportChain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write the audit entries as JSON lines."
    )
    @OptionGroup(title: "Storage") var storage: StoreOptions

    func run() async throws {
      try await reportingFailures {
        let store = try StudyStore.openReadOnly(at: storage.folder)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try store.forEachAuditEntry { entry in
          try Output.emit(String(decoding: try encoder.encode(entry), as: UTF8.self) + "\n")
        }
      }
    }
  }
}
