import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import pacs_watch

@Suite("The help")
struct HelpTests {
  static let commands: [(String, any ParsableCommand.Type)] = [
    ("pacs-watch", PacsWatch.self), ("run", PacsWatch.Run.self),
    ("process", PacsWatch.Process.self), ("reprocess", PacsWatch.Reprocess.self),
    ("export", PacsWatch.Export.self), ("list", PacsWatch.List.self),
    ("show", PacsWatch.Show.self), ("evaluate", PacsWatch.Evaluate.self),
    ("adapt", PacsWatch.Adapt.self),
    ("audit-verify", PacsWatch.Audit.Verify.self),
    ("audit-export", PacsWatch.Audit.ExportChain.self),
    ("model-list", PacsWatch.Model.ListBundles.self),
    ("model-check", PacsWatch.Model.Check.self),
    ("model-accept", PacsWatch.Model.Accept.self),
    ("model-compare", PacsWatch.Model.Compare.self), ("phantom", PacsWatch.Phantom.self),
  ]

  /// The goldens are re-recorded by writing what a failure shows into the file it names.
  @Test(arguments: commands.map(\.0))
  func `of each command is the one that was agreed on`(name: String) throws {
    let command = try #require(Self.commands.first { $0.0 == name }?.1)
    let golden = Fixtures.project.appending(path: "Tests/Golden/help/\(name).txt")
    let help = PacsWatch.helpMessage(for: command, columns: 80) + "\n"
    #expect(try String(contentsOf: golden, encoding: .utf8) == help)
  }

  @Test(arguments: [
    (["process"], "<paths>"), (["process", "x", "--workers", "0"], "--workers"),
    (["reprocess"], "exactly one"), (["reprocess", "--all", "--study", "1.2"], "exactly one"),
    (["export"], "output"), (["run"], "config"),
    (["phantom", "-o", "x", "--count", "0"], "--count"),
    (["list", "--status", "fine"], "status"), (["list", "--since", "yesterday"], "since"),
  ])
  func `of a wrong call says what is wrong`(arguments: [String], hint: String) {
    do {
      _ = try PacsWatch.parseAsRoot(arguments)
      Issue.record("\(arguments) was accepted")
    } catch {
      #expect(PacsWatch.fullMessage(for: error).contains(hint))
      #expect(PacsWatch.exitCode(for: error).rawValue == 64)
    }
  }

  @Test(arguments: [CompletionShell.bash, .zsh, .fish])
  func `comes as completions for each shell`(shell: CompletionShell) {
    #expect(PacsWatch.completionScript(for: shell).contains("reprocess"))
  }
}
