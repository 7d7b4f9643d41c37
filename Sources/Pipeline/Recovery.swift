internal import ContentHash
internal import Foundation
public import Store

/// What an earlier run left behind, and puts right at the start of the next.
///
/// Needs to be alone in the store (`StoreLock`): another process's copies look like leftovers.
public struct Recovery: Sendable {
  private let store: StudyStore

  /// Recovery of one store.
  public init(of store: StudyStore) { self.store = store }

  /// What recovery found.
  public struct Findings: Sendable, Equatable {
    /// Registered files without an outcome, in order of arrival; they are to be worked on.
    public var unfinished: [StoredFile] = []
    /// Copies that had never been registered; their sources are still where they were.
    public var sweptCopies = 0
    /// Finished files whose copy still lay in the spool.
    public var settledCopies = 0
    /// Pictures of attempts that never got a result.
    public var sweptPictures = 0
    /// Films that a second bundle had yet to read; they are recorded as failed, not read again.
    public var interruptedShadows = 0

    /// Nothing was left.
    public init() {}
  }

  /// Settles finished files, sweeps the spool, and lists the files to be worked on.
  public func run() throws -> Findings {
    var findings = Findings()
    findings.unfinished = try store.unfinishedFiles()
    for file in findings.unfinished {
      findings.sweptPictures += try UnrecordedPictures(of: file, in: store).remove()
    }
    for file in try store.unsettledFiles() {
      try store.move(file.id, to: file.state == .quarantined ? .quarantine : .archive)
      findings.settledCopies += 1
    }
    findings.interruptedShadows = try store.failInterruptedShadows()
    let unfinished = Set(findings.unfinished.map(\.contentHash.hex))
    let names = try FileManager.default.contentsOfDirectory(atPath: store.layout.spool.path)
    for name in names where !unfinished.contains(String(name.prefix(64))) {
      try FileManager.default.removeItem(at: store.layout.spool.appending(path: name))
      findings.sweptCopies += name.hasSuffix(DecodedMark.suffix) ? 0 : 1
    }
    return findings
  }
}
