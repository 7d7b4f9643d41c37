/// The names that are waited for, and the rule that decides when one has settled.
///
/// An event or a scan is only a hint to look at a name. A file is delivered when two looks that lie at
/// least its settle time apart show the same size, time and inode, and its content then says that it is
/// whole. The board does no input or output and reads no clock, so that the rule can be tested alone.
struct SettleBoard {
  typealias Instant = ContinuousClock.Instant

  /// What a look at a name showed.
  enum Look {
    /// A regular file; nil if it may be opened.
    case file(FileStatus, lockedBy: SystemCallError?)
    /// No file of that name (any more).
    case gone
    /// The file system gave no answer; a server that restarts, for example.
    case unanswered
  }

  /// What follows from a look.
  enum Verdict: Equatable {
    case wait
    case forget
    case ready(FileStatus, ArrivedFile.Completeness)
  }

  private struct Candidate {
    let root: Int
    var status: FileStatus
    var settle: Duration
    var due: Instant
    /// Set while the file lies unchanged but is not whole.
    var deadline: Instant?
    var delay = SettleBoard.firstDelay
  }

  private static let firstDelay: Duration = .seconds(1)
  private static let longestDelay: Duration = .seconds(60)
  private var candidates: [String: Candidate] = [:]
  private var queue = DueQueue()
  private var counts: [Int: Int] = [:]

  var count: Int { candidates.count }
  var nextDue: Instant? { queue.next }
  func contains(_ path: String) -> Bool { candidates[path] != nil }
  func count(ofRoot root: Int) -> Int { counts[root, default: 0] }

  /// Notes a first or another look at a name that a hint caused.
  ///
  /// - Parameters:
  ///   - path: the name.
  ///   - root: which watched folder it belongs to.
  ///   - status: what the look showed.
  ///   - settle: how long it must stay so.
  ///   - pause: not looked at again before this has passed.
  ///   - now: the time of the look.
  mutating func hint(
    _ path: String,
    root: Int,
    status: FileStatus,
    settle: Duration,
    pause: Duration = .zero,
    at now: Instant
  ) {
    let due = now + max(settle, pause)
    guard var candidate = candidates[path] else {
      candidates[path] = Candidate(root: root, status: status, settle: settle, due: due)
      counts[root, default: 0] += 1
      queue.push(path, at: due)
      return
    }
    let hasChanged = candidate.status != status
    candidate.settle = settle
    if hasChanged {
      candidate.status = status
      candidate.deadline = nil
    } else if due >= candidate.due {
      // Nothing new was written, so the earlier look still counts and a nervous writer cannot delay us.
      candidates[path] = candidate
      return
    }
    candidate.due = due
    candidates[path] = candidate
    queue.push(path, at: due)
  }

  /// A name whose time to be looked at has come, with the watched folder it belongs to.
  mutating func popDue(at now: Instant) -> (path: String, root: Int)? {
    while let (due, path) = queue.pop(until: now) {
      // A name that was rescheduled left its earlier entry behind.
      if let candidate = candidates[path], candidate.due == due { return (path, candidate.root) }
    }
    return nil
  }

  /// Decides on a name whose time had come.
  ///
  /// - Parameters:
  ///   - path: the name from `popDue`.
  ///   - look: what it shows now.
  ///   - patience: how long a file that is not whole may lie unchanged.
  ///   - now: the time of the look.
  ///   - inspect: reads the file's content; called only for a file that lay still.
  /// - Returns: whether to wait on, forget or deliver it.
  mutating func judge(
    _ path: String,
    look: Look,
    patience: Duration,
    at now: Instant,
    inspect: () -> FileState
  ) -> Verdict {
    guard var candidate = candidates[path] else { return .forget }
    switch look {
    case .gone:
      forget(path)
      return .forget
    case .unanswered:
      return wait(path, candidate, until: now + candidate.delay)
    case .file(let status, _) where status != candidate.status:
      candidate.status = status
      candidate.deadline = nil
      candidate.delay = Self.firstDelay
      reschedule(path, candidate, at: now + candidate.settle)
      return .wait
    case .file(let status, let lock):
      let state = lock.map { .notRecognised("not readable: \($0)") } ?? inspect()
      if state == .whole {
        forget(path)
        return .ready(status, .whole)
      }
      let deadline = candidate.deadline ?? now + patience
      guard now < deadline else {
        forget(path)
        if case .notRecognised(let reason) = state { return .ready(status, .notRecognised(reason)) }
        return .ready(status, .truncated)
      }
      if candidate.deadline == nil { candidate.delay = Self.firstDelay }
      candidate.deadline = deadline
      return wait(path, candidate, until: min(now + candidate.delay, deadline))
    }
  }

  private mutating func wait(_ path: String, _ old: Candidate, until due: Instant) -> Verdict {
    var candidate = old
    candidate.delay = min(candidate.delay * 2, Self.longestDelay)
    reschedule(path, candidate, at: due)
    return .wait
  }

  private mutating func reschedule(_ path: String, _ old: Candidate, at due: Instant) {
    var candidate = old
    candidate.due = due
    candidates[path] = candidate
    queue.push(path, at: due)
  }

  private mutating func forget(_ path: String) {
    guard let candidate = candidates.removeValue(forKey: path) else { return }
    counts[candidate.root, default: 0] -= 1
  }
}
