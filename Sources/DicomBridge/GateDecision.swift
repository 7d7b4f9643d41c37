/// What becomes of an instance by its header.
public enum GateDecision: Sendable, Hashable {
  /// It is a film to read.
  case accept(view: ViewDecision, flags: [FilmFlag])
  /// It is sound and not to be read: status `skipped`.
  case skip(reason: SkipReason, detail: String, view: ViewDecision)
  /// It is a film of unknown view: status `undecided-view`.
  case undecided(reason: UndecidedReason, detail: String, view: ViewDecision)
  /// It is broken: status `quarantined`.
  case refuse(reason: RefusalReason, detail: String, view: ViewDecision)

  /// The view and its evidence, whatever became of the instance.
  public var view: ViewDecision {
    switch self {
    case .accept(let view, _), .skip(_, _, let view), .undecided(_, _, let view),
      .refuse(_, _, let view):
      view
    }
  }

  /// What the column `reason` shows, nil for an accepted film.
  public var reason: String? {
    switch self {
    case .accept: nil
    case .skip(let reason, _, _): reason.rawValue
    case .undecided(let reason, _, _): reason.rawValue
    case .refuse(let reason, _, _): reason.rawValue
    }
  }

  /// The reason as a sentence for people, without patient data; nil for an accepted film.
  public var detail: String? {
    switch self {
    case .accept: nil
    case .skip(_, let detail, _), .undecided(_, let detail, _), .refuse(_, let detail, _): detail
    }
  }

  /// The flags of an accepted film, in the order of `FilmFlag`.
  public var flags: [FilmFlag] { if case .accept(_, let flags) = self { flags } else { [] } }
}
