public import DicomBridge
internal import Foundation
public import Inference
internal import Store

/// A bundle whose networks are compiled and ready.
public struct LoadedModel: Sendable {
  /// The folder's manifest and files.
  public let bundle: ModelBundle
  /// The compiled networks; usable from several threads.
  public let session: ModelSession
  /// Which films it takes.
  public let gate: FilmGate

  /// The window that films are shown through instead of their own.
  var window: BundleManifest.Window? { bundle.manifest.window }

  /// Compiles a bundle's networks.
  ///
  /// - Parameters:
  ///   - bundle: a checked bundle.
  ///   - concurrency: how many films may be inside at a time.
  ///   - cache: where compiled networks are kept from one start to the next; nil for nowhere.
  /// - Throws: `InferenceError` when the engine refuses a network, `BundleError` for a view that is none.
  public init(
    _ bundle: ModelBundle,
    concurrency: Int,
    cache: CompilationCache? = nil
  ) throws {
    self.bundle = bundle
    session = try ModelSession(
      bundle: bundle,
      threads: 1,
      concurrency: concurrency,
      cache: cache
    )
    gate = FilmGate(try AcceptedFilms(bundle.manifest.accepts))
  }
}

/// The bundles that serve, in the order in which a film is offered to them.
public struct ModelShelf: Sendable {
  /// The bundle that is asked first, and that reads plain pictures.
  public let first: LoadedModel
  private let others: [LoadedModel]

  /// A shelf with at least one bundle.
  public init(_ first: LoadedModel, _ others: [LoadedModel] = []) {
    self.first = first
    self.others = others
  }

  /// All bundles, in order.
  public var all: [LoadedModel] { [first] + others }

  /// Offers a film to one bundle after the other; if none takes it, the first one's reason stands.
  func judge(_ header: DicomHeader) -> IdentifiedInstance {
    let decisions = all.map { (model: $0, decision: $0.gate.decide(header)) }
    for (model, decision) in decisions {
      guard case .accept = decision else { continue }
      return IdentifiedInstance(header, decision, verdict: .success(model))
    }
    let decision = decisions[0].decision
    return IdentifiedInstance(header, decision, verdict: .failure(StageFailure(decision)))
  }
}
