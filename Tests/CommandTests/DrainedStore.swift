import ContentHash
import Foundation
import Store

/// A store whose daemon has nothing left to do, held against what was delivered.
///
/// The same rules as `campaigns/invariants.py`, which reads the database past the program.
struct DrainedStore {
  let store: StudyStore
  /// SHA-256 by source path.
  let delivered: [String: String]

  init(_ folder: URL, delivered: [String: String]) throws {
    store = try StudyStore.openReadOnly(at: folder)
    self.delivered = delivered
  }

  /// Whether each delivered file has arrived and is settled.
  func isDrained() throws -> Bool {
    let arrived = Set(try store.knownSightings().map(\.path))
    return try Set(delivered.keys).isSubset(of: arrived)
      && store.allFiles().allSatisfy { $0.place != .spool }
  }

  /// What is lost, doubled, half, or left over; empty if all is well.
  func violations() throws -> [String] {
    try rows() + originals() + pictures() + sources()
  }

  private func rows() throws -> [String] {
    var found: [String] = []
    let arrivals = Dictionary(grouping: try store.knownSightings(), by: \.path).mapValues(\.count)
    for path in delivered.keys where arrivals[path] != 1 {
      found.append("\(path) arrived \(arrivals[path] ?? 0) times")
    }
    let results = try store.rows(ResultQuery(grouping: .instance, includesAllVersions: true))
      .filter { $0.resultID != nil }
    let versions = Dictionary(grouping: results, by: \.fileID)
    for file in try store.allFiles() where versions[file.id]?.count != 1 {
      found.append("\(file.sourcePath) has \(versions[file.id]?.count ?? 0) results")
    }
    for row in results where [.skipped, .quarantined].contains(row.status) && row.reason == nil {
      found.append("\(row.sourceFile) is \(row.status) without a reason")
    }
    if case .broken(let entry, let why) = try store.verifyAudit() {
      found.append("audit entry \(entry): \(why)")
    }
    return found
  }

  private func originals() throws -> [String] {
    var found: [String] = []
    let files = try store.allFiles()
    if Set(files.map(\.contentHash.hex)) != Set(delivered.values)
      || files.count != Set(delivered.values).count
    {
      found.append("the store has \(files.count) contents, \(Set(delivered.values).count) came")
    }
    for file in files {
      guard let place = file.bytes, let bytes = try? Data(contentsOf: place) else {
        found.append("the original of \(file.sourcePath) is not in the \(file.place)")
        continue
      }
      if SHA256Digest(of: bytes) != file.contentHash {
        found.append("\(place.path) has other bytes")
      }
    }
    let kept = names(below: "archive") + names(below: "quarantine")
    if kept.count != files.count { found.append("\(kept.count) originals of \(files.count) files") }
    return found + names(below: "spool").map { "\($0) is left in the spool" }
  }

  private func pictures() throws -> [String] {
    var wanted: [String: String] = [:]
    for row in try store.rows(ResultQuery(grouping: .instance, includesAllVersions: true)) {
      if let film = row.imageFile { wanted[film] = row.imageSHA256 }
      if let heatmap = row.heatmapFile { wanted[heatmap] = row.heatmapSHA256 }
    }
    let there = Set(names(below: "images").map { "images/\($0)" })
    var found = there.subtracting(wanted.keys).map { "\($0) belongs to no result" }
    for (name, digest) in wanted {
      let bytes = try? Data(contentsOf: store.layout.folder.appending(path: name))
      if bytes.map({ SHA256Digest(of: $0).hex }) != digest { found.append("\(name) is not whole") }
    }
    return found
  }

  private func sources() throws -> [String] {
    delivered.compactMap { path, digest in
      let bytes = try? Data(contentsOf: URL(filePath: path))
      return bytes.map { SHA256Digest(of: $0).hex } == digest ? nil : "the source \(path) changed"
    }
  }

  /// Files below a folder of the store, relative to it, hidden ones included.
  private func names(below folder: String) -> [String] {
    let place = store.layout.folder.appending(path: folder).path
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: place)) ?? []
    return all.filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(place)/\(name)", isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }
}
