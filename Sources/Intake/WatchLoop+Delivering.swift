import Glibc
import Logging

extension WatchLoop {
  /// Looks at the names whose time has come.
  func lookAtDue(until end: Instant) {
    while .now < end, !handOver.isStopping, let (path, root) = board.popDue(at: .now) {
      let verdict = board.judge(
        path,
        look: look(path, root),
        patience: roots[root].folder.incompleteWait,
        at: .now,
        inspect: { completeness(path) }
      )
      guard case .ready(let status, let completeness) = verdict,
        !known.contains(SightingKey(path: path, status: status))
      else { continue }
      ready.add(
        ReadyQueue.Entry(
          order: DeliveryOrder(path),
          root: root,
          status: status,
          completeness: completeness
        ),
        at: .now
      )
    }
  }

  /// Hands files to the consumers that ask, while intake is open.
  func handOut(until end: Instant) {
    while .now < end, handOver.hasDemand, let entry = ready.first() {
      guard !isPaused || nextGateCheck <= .now, isGateOpen() else { return }
      // It may have been ready for hours; what was written since is waited for.
      let now = look(entry.path, entry.root)
      guard case .file(let status, _) = now, status == entry.status, !board.contains(entry.path)
      else {
        ready.remove(entry.path, root: entry.root)
        hintAgain(entry.path, entry.root, now, pause: .zero)
        continue
      }
      let sighting = SightingKey(path: entry.path, status: status)
      let file = ArrivedFile(
        sighting: sighting,
        device: status.device,
        folder: roots[entry.root].folder.path,
        completeness: entry.completeness
      )
      guard handOver.give(file) else { return }
      ready.remove(entry.path, root: entry.root)
      known.insert(sighting)
      roots[entry.root].delivered += 1
    }
  }

  /// Puts files that consumers gave back among those that are waited for.
  func takeBack() {
    for (file, pause) in handOver.takeReturned() {
      known.remove(file.sighting)
      guard let root = roots.firstIndex(where: { $0.folder.path == file.folder }) else { continue }
      hintAgain(file.path, root, look(file.path, root), pause: pause)
    }
  }

  private func hintAgain(_ path: String, _ root: Int, _ look: SettleBoard.Look, pause: Duration) {
    switch look {
    case .gone: return
    case .unanswered: roots[root].needsDeepScan = true
    case .file(let status, _):
      let settle = roots[root].folder.unannouncedSettle
      board.hint(path, root: root, status: status, settle: settle, pause: pause, at: .now)
    }
  }

  private func look(_ path: String, _ root: Int) -> SettleBoard.Look {
    let kind = roots[root].kind
    do throws(SystemCallError) {
      let status = try FileStatus.afterOpening(path).normalized(for: kind)
      return status.isRegular ? .file(status, lockedBy: nil) : .gone
    } catch {
      if error.saysVanished || error.code == ELOOP || error.code == ENXIO { return .gone }
      if error.isTransient { return .unanswered }
      do throws(SystemCallError) {
        let status = try FileStatus.ofName(path).normalized(for: kind)
        return status.isRegular ? .file(status, lockedBy: error) : .gone
      } catch let second {
        return second.saysVanished ? .gone : .unanswered
      }
    }
  }

  private func isGateOpen() -> Bool {
    let isOpen = options.isIntakeOpen()
    if isOpen == isPaused {
      isPaused = !isOpen
      if isOpen {
        logger.notice("Intake goes on")
      } else {
        logger.notice(
          "Intake is paused, files stay in their folders",
          metadata: ["ready": "\(ready.count)"]
        )
      }
    }
    nextGateCheck = .now + options.gateInterval
    return isOpen
  }
}
