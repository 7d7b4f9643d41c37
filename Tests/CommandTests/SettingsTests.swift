import Foundation
import TestSupport
import Testing

@testable import pacs_watch

@Suite("The configuration", .temporaryFolder)
struct SettingsTests {
  private func load(_ text: String) throws -> Settings {
    let file = TemporaryFolder.current.appending(path: "pacs-watch.yaml")
    try Data(text.utf8).write(to: file)
    return try Settings.load(from: file.path)
  }

  @Test func `needs no more than a store and a folder`() throws {
    let settings = try load("store: /var/lib/x\nfolders:\n  - path: /srv/in\n")
    #expect(settings.folders.count == 1)
    #expect(settings.models == ["chest-xray-3class"])
    #expect(settings.folders[0].after == .leave)
    #expect(settings.shadowModel == nil)
    #expect(!settings.requireAcceptance)
  }

  @Test func `takes a second bundle and the demand for acceptance`() throws {
    let settings = try load(
      "store: /x\nshadow_model: next\nrequire_acceptance: true\nfolders:\n  - path: /in\n"
    )
    #expect(settings.shadowModel == "next")
    #expect(settings.requireAcceptance)
  }

  @Test func `of the example shows every default as it is`() throws {
    let example = Fixtures.project.appending(path: "etc/pacs-watch.yaml")
    let shown = try Settings.load(from: example.path)
    let smallest = try load("store: /var/lib/pacs-watch\nfolders:\n  - path: /srv/dicom/in\n")
    #expect(shown == smallest)
  }

  @Test(arguments: [
    ("stor: /x\nfolders: []", "store"),
    ("store: /x\nfolders: []", "folders"),
    ("store: /x\nfolders:\n  - path: /in\nworker: 2", "no key 'worker'"),
    ("store: /x\nfolders:\n  - path: /in\n    settel_seconds: 1", "no key 'settel_seconds'"),
    ("store: /x\nworkers: 0\nfolders:\n  - path: /in", "workers"),
    ("store: /x\nworkers: many\nfolders:\n  - path: /in", "workers"),
    ("store: /x\nlog_level: loud\nfolders:\n  - path: /in", "log_level"),
    ("store: /x\nfolders:\n  - path: /in\n    after: move", "done_folder"),
    ("store: /in/store\nfolders:\n  - path: /in", "inside the watched folder"),
    ("store: /x\nfolders:\n  - path: /in\n    mode: sometimes", "mode"),
    ("store: /x\nattempt_limit: 99\nfolders:\n  - path: /in", "attempt_limit"),
    ("store: /x\nshadow_model: ''\nfolders:\n  - path: /in", "shadow_model"),
    ("store: /x\nrequire_acceptance: perhaps\nfolders:\n  - path: /in", "require_acceptance"),
    ("folders: [", "YAML"),
  ])
  func `is refused with the key that is wrong`(text: String, hint: String) throws {
    let error = try #require(throws: SettingsError.self) { try load(text) }
    #expect(error.description.contains(hint), "\(error)")
  }

  @Test func `that is not there is named`() {
    #expect(throws: SettingsError.self) { try Settings.load(from: "/nonexistent.yaml") }
  }
}
