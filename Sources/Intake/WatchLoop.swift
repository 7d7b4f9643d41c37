import Foundation
import Glibc
import Logging

/// The watcher's thread: events, scans, looks and deliveries, a slice of each in turn.
///
/// Confined to its thread; consumers reach it only through `HandOver`.
final class WatchLoop {
  typealias Instant = ContinuousClock.Instant

  let options: FolderWatcher.Options
  let logger: Logger
  let completeness: @Sendable (String) -> FileState
  let handOver: HandOver
  private let latest: LatestStatus
  private let wake: WakeSignal

  var roots: [RootFolder]
  var known: KnownFiles
  var board = SettleBoard()
  var ready: ReadyQueue
  var queue: InotifyQueue?
  var tree: WatchTree?
  var isPaused = false
  var nextGateCheck: Instant
  var nameBuffer: [UInt8] = []

  /// The longest that one kind of work keeps the others waiting.
  private static let slice: Duration = .milliseconds(20)

  init(
    folders: [WatchedFolder],
    options: FolderWatcher.Options,
    logger: Logger,
    completeness: @escaping @Sendable (String) -> FileState,
    handOver: HandOver,
    latest: LatestStatus,
    wake: WakeSignal
  ) {
    let now = Instant.now
    self.options = options
    self.logger = logger
    self.completeness = completeness
    self.handOver = handOver
    self.latest = latest
    self.wake = wake
    roots = folders.map { RootFolder($0, now: now) }
    known = options.known
    let settle = folders.map(\.settle).min() ?? .seconds(1)
    ready = ReadyQueue(
      gap: settle / 4,
      limit: settle,
      isNewestFirst: options.isNewestFirst
    )
    nextGateCheck = now
  }

  func run() {
    openQueue()
    while !handOver.isStopping {
      takeBack()
      readEvents()
      for root in roots.indices { advanceScan(root, until: .now + Self.slice) }
      lookAtDue(until: .now + Self.slice)
      ready.closeRound(nextDue: board.nextDue, at: .now)
      handOut(until: .now + Self.slice)
      publish()
      sleep()
    }
    handOver.finish()
  }

  /// Whether the bookkeeping takes no more names.
  var isFull: Bool { board.count + ready.count >= options.backlogLimit }

  private func openQueue() {
    do throws(SystemCallError) {
      let queue = try InotifyQueue()
      self.queue = queue
      tree = WatchTree(queue: queue, maximum: options.maximumWatches)
    } catch {
      logger.warning(
        "The kernel gives no inotify queue, all folders are polled",
        metadata: ["error": "\(error)"]
      )
    }
  }

  private func publish() {
    latest.value = WatcherStatus(
      folders: roots.indices.map { roots[$0].status(board: board, ready: ready, root: $0) },
      known: known.count,
      isPaused: isPaused,
      isScanning: roots.contains { $0.scan != nil }
    )
  }

  /// Waits for an event, a consumer, or the next thing that is due.
  private func sleep() {
    var descriptors = [pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)]
    if let queue {
      descriptors.append(pollfd(fd: queue.descriptor, events: Int16(POLLIN), revents: 0))
    }
    let wait = max(.zero, (nextWork ?? .now + .seconds(60)) - .now)
    let milliseconds =
      wait.components.seconds * 1000 + wait.components.attoseconds / 1_000_000_000_000_000
    // Rounded up, or the last part of a millisecond would be spent spinning.
    let timeout = wait == .zero ? 0 : Int32(clamping: min(milliseconds + 1, 60_000))
    poll(&descriptors, nfds_t(descriptors.count), timeout)
    wake.lower()
  }

  /// The earliest time at which there is something to do; nil if only an event can bring work.
  private var nextWork: Instant? {
    var times: [Instant] = []
    for root in roots {
      if root.scan == nil { times.append(root.nextScan) } else if !isFull { return .now }
    }
    if let due = board.nextDue { times.append(due) }
    if let closing = ready.closesAt { times.append(closing) }
    if handOver.hasDemand, ready.first() != nil {
      if !isPaused { return .now }
      times.append(nextGateCheck)
    }
    return times.min()
  }
}
