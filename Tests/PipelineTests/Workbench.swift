import DicomBridge
import Foundation
import Inference
import Intake
import Pipeline
import Store
import Synchronization
import TestSupport

/// A store in the test's own folder, with a bundle of a few kB.
struct Workbench {
  let folder: URL
  let store: StudyStore
  let pipeline: StudyPipeline

  init(
    models: [URL] = [tinyBundle],
    folder: URL = TemporaryFolder.current.appending(path: "store"),
    attemptLimit: Int = 2,
    shadow: URL? = nil
  ) throws {
    self.folder = folder
    store = try StudyStore.open(at: folder, actor: "test")
    let loaded = try models.map { try LoadedModel(ModelBundle.load(from: $0), concurrency: 2) }
    pipeline = StudyPipeline(
      store: store,
      models: ModelShelf(loaded[0], Array(loaded.dropFirst())),
      attemptLimit: attemptLimit,
      shadow: try shadow.map { try LoadedModel(ModelBundle.load(from: $0), concurrency: 2) }
    )
  }

  static let tinyBundle = Fixtures.project.appending(path: "Tests/Models/tiny")

  /// Reads files as `process` does.
  func process(
    _ files: [URL],
    workers: Int = 2,
    acceptsPictures: Bool = true
  ) async throws -> [ProcessedFile] {
    let events = EventList()
    let incoming = try files.map {
      IncomingFile(try ArrivedFile(named: $0.path), acceptsPictures: acceptsPictures)
    }
    try await BatchRun(pipeline, workers: workers).run(incoming, resuming: []) { events.add($0) }
    return try events.processed()
  }

  /// The current rows, one an instance.
  func rows() throws -> [ResultRow] { try store.rows(ResultQuery(grouping: .instance)) }

  /// The same by the name of the source; what a later arrival changed is in it.
  func rowsByName() throws -> [String: ResultRow] {
    Dictionary(
      try rows().map { (URL(filePath: $0.sourceFile).lastPathComponent, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Everything that must hold whatever happened: the chain, and one current result a file.
  func violations() throws -> [String] {
    var found: [String] = []
    if case .broken(let entry, let why) = try store.verifyAudit() {
      found.append("audit entry \(entry): \(why)")
    }
    let rows = try rows().filter { $0.resultID != nil }
    for (file, results) in Dictionary(grouping: rows, by: \.fileID) where results.count > 1 {
      found.append("file \(file.rawValue) has \(results.count) current results")
    }
    for row in rows {
      for picture in [row.imageFile, row.heatmapFile].compactMap({ $0 })
      where !FileManager.default.fileExists(atPath: folder.appending(path: picture).path) {
        found.append("\(picture) is missing")
      }
    }
    return found
  }

  /// All files below a folder of the store.
  func files(below name: String) -> [URL] {
    let place = folder.appending(path: name)
    let all = FileManager.default.enumerator(
      at: place,
      includingPropertiesForKeys: [.isRegularFileKey]
    )
    return (all?.compactMap { $0 as? URL } ?? []).filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }
  }
}

/// Collects what a batch reports.
final class EventList: Sendable {
  private let events = Mutex<[BatchRun.Event]>([])

  func add(_ event: BatchRun.Event) { events.withLock { $0.append(event) } }

  func processed() throws -> [ProcessedFile] {
    try events.withLock { $0 }.map { event in
      switch event {
      case .processed(let file): return file
      case .failed(_, let failure): throw failure
      }
    }
  }
}

/// The samples, one a row of their manifest.
enum Samples {
  static let manifest = Fixtures.sampleDicom.appending(path: "MANIFEST.csv")

  static func files() throws -> [URL] {
    try CSVTable(manifest).rows.compactMap { $0["file"] }.map {
      Fixtures.sampleDicom.appending(path: $0)
    }
  }

  /// The first sample that is expected to end in a status.
  static func first(_ expectation: String) throws -> URL {
    let name = try CSVTable(manifest).rows.first { $0["expect"] == expectation }?["file"]
    return Fixtures.sampleDicom.appending(path: name ?? "no sample is \(expectation)")
  }
}
