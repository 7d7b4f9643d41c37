import CLinux
import DicomBridge
import Foundation
import Inference
import Intake
import Pipeline
import Store

/// A store that this process works in, with its bundles loaded: what `run`, `process` and
/// `reprocess` have in common.
struct Workplace {
  let store: StudyStore
  let pipeline: StudyPipeline
  /// What an earlier run left unfinished; empty where another worker is in the store.
  let unfinished: [StoredFile]
  /// Held as long as the work lasts.
  private let lock: StoreLock

  /// The bundles with their versions, for the audit.
  var modelNames: String {
    pipeline.models.all.map(Self.name).joined(separator: ", ")
  }

  /// The bundle that reads beside them, for the audit; empty without one.
  var shadowName: String { pipeline.shadow.map(Self.name) ?? "" }

  private static func name(_ model: LoadedModel) -> String {
    "\(model.bundle.manifest.name) \(model.bundle.manifest.version)"
  }

  /// Opens the store, recovers it if nobody else is in it, and compiles the bundles.
  ///
  /// With `checksDatabase` all pages of the database are read before that.
  ///
  /// - Throws: `StoreError`, `StoreLockError`, `ModelNotFound`, `BundleError`, `InferenceError`,
  ///   `BundleNotAccepted`.
  init(
    store folder: URL,
    actor: String = NSUserName(),
    models names: [String],
    serving: Serving = Serving(),
    concurrency: Int,
    attemptLimit: Int = 3,
    checksDatabase: Bool = false,
    decoding: Settings.Decoding = Settings.Decoding()
  ) throws {
    clinux_keep_freed_memory()
    let decoder = try DicomDecoder.isolated(decoding)
    if checksDatabase { try StudyStore.checkPages(at: folder) }
    let store = try StudyStore.open(at: folder, actor: actor)
    let cache = CompilationCache(in: store.layout.compiled) { event in
      if let complaint = event.complaint { Output.complain(complaint) }
    }
    var findings = Recovery.Findings()
    lock = try StoreLock(folder) {
      findings = try Recovery(of: store).run()
      cache.removeLeftovers()
    }
    unfinished = findings.unfinished
    let models = try names.map { name in
      let bundle = try ModelBundle.load(from: ModelLookup.folder(of: name), verifiesFiles: false)
      if serving.demandsAcceptance {
        try AcceptanceDemand.check(bundle, named: name, in: store)
      }
      return try LoadedModel(bundle, concurrency: concurrency, cache: cache)
    }
    let shadow = try serving.shadow.map { name in
      try LoadedModel(
        ModelBundle.load(from: ModelLookup.folder(of: name), verifiesFiles: false),
        concurrency: concurrency,
        cache: cache
      )
    }
    // Compiling frees more than a film ever needs.
    clinux_give_freed_memory_back()
    guard let first = models.first else { throw ModelNotFound(name: "", places: []) }
    self.store = store
    pipeline = StudyPipeline(
      store: store,
      models: ModelShelf(first, Array(models.dropFirst())),
      decoder: decoder,
      attemptLimit: attemptLimit,
      shadow: shadow
    )
  }
}

extension Workplace {
  /// Works on files once, with what an earlier run left unfinished, and waits for the end.
  ///
  /// - Throws: `StageFailure` when no file can be worked on.
  func read(_ files: [IncomingFile], workers: Int) async throws -> BatchReport {
    let report = BatchReport(total: files.count + unfinished.count)
    let ledger = ProgressLedger()
    FileTimeLimit(.seconds(Settings.Decoding().maximumSeconds), ledger: ledger).start()
    try await BatchRun(pipeline, workers: workers, ledger: ledger).run(
      files,
      resuming: unfinished.compactMap { ClaimedFile($0) }
    ) { report.note($0) }
    report.finish()
    return report
  }
}
