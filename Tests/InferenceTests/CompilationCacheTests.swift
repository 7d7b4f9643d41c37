import ContentHash
import Foundation
import Imaging
import Synchronization
import TestSupport
import Testing

@testable import Inference

@Suite("Compiled networks that are kept", .temporaryFolder)
struct CompilationCacheTests {
  static let shipped = Fixtures.project.appending(path: "models/chest-xray-3class")

  @Test(arguments: [TinyBundle.folder, shipped])
  func `are taken up by the next start, and give the same bits`(bundle: URL) throws {
    let kept = try Kept()
    let first = try kept.session(bundle)
    #expect(kept.events.isEmpty)
    let second = try kept.session(bundle)
    let files = Set(kept.entries).count
    #expect(files == first.networks.count + 1)
    #expect(kept.events.count == files)
    #expect(kept.events.allSatisfy { if case .takenUp = $0 { true } else { false } })
    #expect(try Answer(second) == Answer(first))
    #expect(second.engine == first.engine)
  }

  @Test(arguments: Damage.allCases)
  func `are never run when damaged, but compiled and kept anew`(damage: Damage) throws {
    let kept = try Kept()
    let answer = try Answer(kept.session(TinyBundle.folder))
    let whole = kept.entries, keys = kept.keys
    for name in whole { try damage.apply(to: kept.folder.appending(path: name)) }
    #expect(try Answer(kept.session(TinyBundle.folder)) == answer)
    #expect(kept.events.count == whole.count)
    #expect(
      kept.events.allSatisfy { if case .unusable = $0 { $0.complaint != nil } else { false } }
    )
    #expect(kept.keys == keys)

    _ = try kept.session(TinyBundle.folder)
    #expect(kept.events.suffix(whole.count).allSatisfy { $0.complaint == nil })
  }

  @Test func `are others for another file, another input and another number of workers`() throws {
    let kept = try Kept()
    let bundle = try TinyBundle.copy()
    _ = try kept.session(bundle)
    let before = Set(kept.entries)
    _ = try kept.session(bundle, concurrency: 2)
    #expect(kept.events.isEmpty && kept.entries.count == 2 * before.count)

    let other = Fixtures.project.appending(path: "models/radiography-4class/classifier.onnx")
    try TinyBundle.replace("first.onnx", in: bundle, with: Array(Data(contentsOf: other)))
    _ = try? kept.session(bundle)
    let changed = kept.events.filter { $0 == .takenUp(network: "first.onnx") }
    #expect(changed.isEmpty)
  }

  @Test func `do not hide that a bundle's file is not what its manifest says`() throws {
    let kept = try Kept()
    let bundle = try TinyBundle.copy()
    _ = try kept.session(bundle)
    try Data("another network".utf8).write(to: bundle.appending(path: "lungs.onnx"))
    let loaded = try ModelBundle.load(from: bundle, verifiesFiles: false)
    let error = #expect(throws: InferenceError.self) {
      try ModelSession(bundle: loaded, cache: kept.cache)
    }
    #expect(error?.description.contains("lungs.onnx") == true)
  }

  @Test func `are missed without harm where the folder cannot be written`() throws {
    let kept = try Kept(in: "no/such/folder")
    let answer = try Answer(kept.session(TinyBundle.folder))
    #expect(try answer == Answer(TinyBundle.session()))
    #expect(
      kept.events.allSatisfy {
        $0.complaint?.contains(kept.folder.path) == true && $0.complaint?.contains("until") == true
      }
    )
    #expect(!kept.events.isEmpty)
  }

  @Test func `go after a month without use, and what a kill left half written at the next start`()
    throws
  {
    let kept = try Kept()
    _ = try kept.session(TinyBundle.folder)
    let old = kept.entries
    let ago = Date(timeIntervalSinceNow: -CompilationCache.lifetime - 60)
    for name in old {
      let path = kept.folder.appending(path: name).path
      try FileManager.default.setAttributes([.modificationDate: ago], ofItemAtPath: path)
    }
    _ = try kept.session(TinyBundle.folder)
    #expect(kept.entries == old, "use makes them young")
    for name in old {
      let path = kept.folder.appending(path: name).path
      try FileManager.default.setAttributes([.modificationDate: ago], ofItemAtPath: path)
    }
    _ = try kept.session(TinyBundle.folder, concurrency: 2)
    #expect(Set(kept.entries).isDisjoint(with: old))

    try Data("half".utf8).write(to: kept.folder.appending(path: ".half"))
    kept.cache.removeLeftovers()
    #expect(!FileManager.default.fileExists(atPath: kept.folder.appending(path: ".half").path))
    #expect(kept.entries.count == old.count)
  }

  @Test func `are only for their owner to read`() throws {
    let kept = try Kept()
    _ = try kept.session(TinyBundle.folder)
    for name in kept.entries {
      let path = kept.folder.appending(path: name).path
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  /// A cache in the test's own folder that writes down what happens.
  private final class Kept {
    let folder: URL
    let cache: CompilationCache
    private let log: EventLog

    init(in name: String? = nil) throws {
      folder = TemporaryFolder.current.appending(path: name ?? "compiled")
      if name == nil {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      let log = EventLog()
      self.log = log
      cache = CompilationCache(in: folder) { log.note($0) }
    }

    var events: [CompilationCache.Event] { log.events }
    var entries: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    /// The entries' names without the checksum of their bytes, which differ from one export to the next.
    var keys: [Substring] { entries.map { $0.prefix(64) } }

    func session(_ bundle: URL, concurrency: Int = 1) throws -> ModelSession {
      let bundle = try ModelBundle.load(from: bundle)
      return try ModelSession(bundle: bundle, concurrency: concurrency, cache: cache)
    }
  }

  private final class EventLog: Sendable {
    private let noted = Mutex<[CompilationCache.Event]>([])
    var events: [CompilationCache.Event] { noted.withLock { $0 } }
    func note(_ event: CompilationCache.Event) { noted.withLock { $0.append(event) } }
  }

  /// Every number that a session says of a film.
  private struct Answer: Equatable {
    let mask: [Float]?
    let logits: [[Float]]
    let heat: [Float]

    init(_ session: ModelSession) throws {
      let film = TinyBundle.film(rows: 403, columns: 371, seed: 3)
      let lungs = try session.segment(film)
      let classification = try session.classify(film, lungs: lungs)
      mask = lungs.mask?.samples
      logits = classification.logits
      heat = try session.explain(classification, film: film, lungs: lungs).map.samples
    }
  }
}

/// What may become of a file on a disk.
enum Damage: String, CaseIterable, CustomTestStringConvertible {
  case oneBit, cutInHalf, empty, foreignUnderItsOwnChecksum

  var testDescription: String { rawValue }

  func apply(to file: URL) throws {
    var bytes = Array(try Data(contentsOf: file))
    switch self {
    case .oneBit: bytes[bytes.count * 2 / 3] ^= 0x10
    case .cutInHalf: bytes.removeLast(bytes.count / 2)
    case .empty: bytes = []
    case .foreignUnderItsOwnChecksum:
      // Whole by its name, but nothing that the engine wrote.
      bytes = Array("not a network".utf8)
      try FileManager.default.removeItem(at: file)
      let name = file.lastPathComponent.prefix(65) + bytes.withUnsafeBytes { Checksum.hex(of: $0) }
      try Data(bytes).write(to: file.deletingLastPathComponent().appending(path: String(name)))
      return
    }
    try Data(bytes).write(to: file)
  }
}
