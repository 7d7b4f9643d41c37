/// How long each stage of one file's walk took, by the wall clock of the thread that walked.
public struct StageLaps: Sendable {
  /// The time of each stage that was begun; a stage with several parts has their sum.
  public private(set) var times: [Stage: Duration] = [:]
  private var since = ContinuousClock.now

  /// Begins now.
  init() {}

  /// Forgets the time since the last stage: the file waited for its turn.
  mutating func resume() { since = .now }

  /// Books the time since the last stage to one that has just ended.
  mutating func end(_ stage: Stage) {
    let now = ContinuousClock.now
    times[stage, default: .zero] += now - since
    since = now
  }
}
