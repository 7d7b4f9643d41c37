/// Files that have settled and wait for a consumer, round by round, each round in `DeliveryOrder`.
///
/// A sender that writes several files at once lets them settle a few milliseconds apart, in the order of
/// its own luck. A round therefore stays open while another name is about to settle, though never longer
/// than its limit. Rounds are emptied from the oldest, or, so that a backlog does not keep what comes
/// now waiting, from the newest.
struct ReadyQueue {
  typealias Instant = ContinuousClock.Instant

  struct Entry {
    let order: DeliveryOrder
    let root: Int
    let status: FileStatus
    let completeness: ArrivedFile.Completeness
    var path: String { order.path }
  }

  /// A round closes when no further name is due within this time.
  let gap: Duration
  /// A round closes at the latest when it has been open so long.
  let limit: Duration
  /// Whether the round that closed last is emptied first.
  let isNewestFirst: Bool

  private var round: [Entry] = []
  private var opened: Instant?
  private var closed: [ArraySlice<Entry>] = []
  private var paths: Set<String> = []
  private var counts: [Int: Int] = [:]

  init(gap: Duration, limit: Duration, isNewestFirst: Bool = false) {
    self.gap = gap
    self.limit = limit
    self.isNewestFirst = isNewestFirst
  }

  var count: Int { paths.count }
  func contains(_ path: String) -> Bool { paths.contains(path) }
  func count(ofRoot root: Int) -> Int { counts[root, default: 0] }

  /// When the open round must be closed at the latest.
  var closesAt: Instant? { opened.map { $0 + limit } }

  mutating func add(_ entry: Entry, at now: Instant) {
    guard paths.insert(entry.path).inserted else { return }
    counts[entry.root, default: 0] += 1
    if round.isEmpty { opened = now }
    round.append(entry)
  }

  /// Closes the round if nothing else is about to settle.
  mutating func closeRound(nextDue: Instant?, at now: Instant) {
    guard let opened else { return }
    if let nextDue, nextDue <= now + gap, now < opened + limit { return }
    closed.append(round.sorted { $0.order < $1.order }[...])
    round = []
    self.opened = nil
  }

  /// The next file, without taking it.
  mutating func first() -> Entry? {
    while !closed.isEmpty {
      let place = isNewestFirst ? closed.count - 1 : 0
      while let entry = closed[place].first {
        if paths.contains(entry.path) { return entry }
        closed[place].removeFirst()
      }
      closed.remove(at: place)
    }
    return nil
  }

  /// Takes a file off, because it is handed out or judged anew; its place is passed over later.
  mutating func remove(_ path: String, root: Int) {
    if paths.remove(path) != nil { counts[root, default: 0] -= 1 }
  }
}
