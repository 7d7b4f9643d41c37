import Foundation
import Glibc
import Logging

extension WatchLoop {
  /// Reads what the kernel reports; every event is only a hint to look at a name.
  func readEvents() {
    guard let queue else { return }
    // A bounded number of buffers, so that a flood of events does not stop deliveries.
    for _ in 0..<16 {
      do throws(SystemCallError) {
        let events = try queue.read()
        if events.isEmpty { return }
        for event in events { take(event) }
      } catch {
        logger.error("Events cannot be read", metadata: ["error": "\(error)"])
        return rescanEverything()
      }
    }
  }

  private func take(_ event: InotifyQueue.Event) {
    if event.has(IN_Q_OVERFLOW) {
      logger.warning("The kernel's event queue overflowed, all folders are scanned again")
      return rescanEverything()
    }
    if event.has(IN_IGNORED) {
      guard let place = tree?.forget(event.watch) else { return }
      if place.path == roots[place.root].folder.path { lose(place.root) }
      return
    }
    guard let place = tree?.place(of: event.watch) else { return }
    roots[place.root].lastEvent = Date()
    if event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF) || event.has(IN_UNMOUNT) {
      // A folder below is reported by the folder above it too.
      if place.path == roots[place.root].folder.path { lose(place.root) }
      return
    }
    guard let name = event.name else {
      if event.isNameUnreadable { noteUnreadableName(place.root) }
      return
    }
    let path = (place.path == "/" ? "/" : place.path + "/") + name
    if event.has(IN_ISDIR) {
      takeFolder(event, path: path, name: name, root: place.root)
    } else if !event.has(IN_MOVED_FROM) {
      let folder = roots[place.root].folder
      let isAnnounced = event.has(IN_CLOSE_WRITE) || event.has(IN_MOVED_TO)
      notice(
        path,
        name: name,
        root: place.root,
        settle: isAnnounced ? folder.settle : folder.unannouncedSettle
      )
    }
  }

  private func takeFolder(
    _ event: InotifyQueue.Event,
    path: String,
    name: String,
    root: Int
  ) {
    if event.has(IN_MOVED_FROM) {
      tree?.remove(path)
      return
    }
    let folder = roots[root].folder
    guard folder.isRecursive, !folder.ignoredNames.contains(name), !folder.excludes(path) else {
      return
    }
    // Files may be in it before it is watched, so it is watched first and then scanned.
    if let scan = roots[root].scan, scan.isDeep {
      scan.folders.append(path)
    } else if roots[root].scan == nil {
      roots[root].scan = FolderScan(folders: [path], isDeep: true, isWhole: false)
    } else {
      // A shallow scan under way would pass over known names; the next one is made deep.
      roots[root].scan?.folders.append(path)
      roots[root].needsDeepScan = true
    }
  }

  /// Looks at a name that an event hinted at.
  private func notice(_ path: String, name: String, root: Int, settle: Duration) {
    guard !roots[root].folder.ignoredNames.contains(name) else { return }
    if isFull, !board.contains(path) {
      roots[root].hasPassedOver = true
      return
    }
    let seen: FileStatus
    do throws(SystemCallError) { seen = try .ofName(path) } catch {
      // What has vanished is forgotten; what gave no answer is found by the next scan.
      if !error.saysVanished { roots[root].needsDeepScan = true }
      return
    }
    let status = seen.normalized(for: roots[root].kind)
    guard status.isRegular, !known.contains(SightingKey(path: path, status: status)) else { return }
    ready.remove(path, root: root)
    board.hint(path, root: root, status: status, settle: settle, at: .now)
  }

  func rescanEverything() {
    for root in roots.indices {
      roots[root].scan = nil
      roots[root].needsDeepScan = true
      roots[root].nextScan = .now
    }
  }

  func noteUnreadableName(_ root: Int) {
    if roots[root].unreadableNames == 0 {
      logger.warning(
        "A file name is not UTF-8 and is left alone, rename the file",
        metadata: ["folder.path": "\(roots[root].folder.path)"]
      )
    }
    roots[root].unreadableNames += 1
  }

  /// The watched folder was removed, moved away or unmounted.
  ///
  /// Nothing known is forgotten: an empty mount point does not mean that all files were taken away.
  private func lose(_ root: Int) {
    guard roots[root].mode != .absent else { return }
    tree?.remove(roots[root].folder.path)
    roots[root].scan = nil
    roots[root].identity = []
    roots[root].nextScan = .now
    setMode(.absent, because: "removed, moved away or unmounted", root)
  }

  func setMode(_ mode: WatcherStatus.Folder.Mode, because reason: String, _ root: Int) {
    guard roots[root].mode != mode || roots[root].reason != reason else { return }
    roots[root].mode = mode
    roots[root].reason = reason
    logger.log(
      level: mode == .absent ? .warning : .notice,
      mode == .absent ? "Watched folder is absent, it is tried again" : "Watched folder is read",
      metadata: [
        "folder.path": "\(roots[root].folder.path)",
        "folder.mode": "\(mode.rawValue)",
        "reason": "\(reason)",
      ]
    )
  }
}
