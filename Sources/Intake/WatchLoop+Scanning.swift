import Foundation
import Glibc
import Logging

extension WatchLoop {
  /// Takes a scan on for a while, or begins the one that is due.
  ///
  /// In events mode a rescan asks only unknown names for their status, since an event reports what is
  /// overwritten; the first scan, one after lost events and one each hour ask all. In poll mode all do.
  func advanceScan(_ root: Int, until end: Instant) {
    if roots[root].hasPassedOver, board.count + ready.count <= options.backlogLimit / 2 {
      roots[root].hasPassedOver = false
      roots[root].needsDeepScan = true
      roots[root].nextScan = .now
    }
    if roots[root].scan == nil, roots[root].nextScan <= .now { begin(root) }
    guard let scan = roots[root].scan else { return }
    let start = Instant.now
    defer { scan.effort += .now - start }
    while !isFull, .now < end {
      if let reader = scan.reader {
        if !readEntry(reader, scan, root) { scan.reader = nil }
      } else if let folder = scan.folders.popLast() {
        open(folder, scan, root)
      } else {
        return finish(scan, root)
      }
    }
  }

  private func begin(_ root: Int) {
    let folder = roots[root].folder
    let now = Instant.now
    let status: FileStatus
    do throws(SystemCallError) {
      status = try FolderReader(folder.path, followsLink: true).status
      try chooseMode(root, status)
    } catch {
      roots[root].nextScan = now + roots[root].retryInterval
      return setMode(.absent, because: "\(error)", root)
    }
    let isDeep =
      roots[root].mode == .poll || roots[root].needsDeepScan || roots[root].nextDeepScan <= now
    roots[root].needsDeepScan = false
    if isDeep { roots[root].nextDeepScan = now + RootFolder.deepScanInterval }
    roots[root].scan = FolderScan(folders: [folder.path], isDeep: isDeep, isWhole: true)
  }

  /// A share that was mounted or replaced without an event shows by its device and inode.
  private func chooseMode(_ root: Int, _ status: FileStatus) throws(SystemCallError) {
    let folder = roots[root].folder
    let identity = [status.device, status.inode]
    if roots[root].identity != identity {
      if !roots[root].identity.isEmpty {
        logger.notice(
          "Watched folder was mounted anew or replaced",
          metadata: ["folder.path": "\(folder.path)"]
        )
        tree?.remove(folder.path)
      }
      roots[root].kind = try options.fileSystemKind(folder.path)
      roots[root].identity = identity
      roots[root].needsDeepScan = true
    }
    let kind = roots[root].kind
    switch folder.mode {
    case .poll:
      setMode(.poll, because: "configured", root)
    case .auto where kind.needsPolling:
      setMode(.poll, because: "\(kind) reports no events of other hosts", root)
    case .auto, .events:
      if tree == nil {
        setMode(.poll, because: "no inotify queue", root)
      } else if let reason = roots[root].pollReason {
        setMode(.poll, because: reason, root)
      } else {
        setMode(.events, because: folder.mode == .events ? "configured" : "\(kind) disk", root)
      }
    }
  }

  private func open(_ path: String, _ scan: FolderScan, _ root: Int) {
    let isTop = path == roots[root].folder.path
    do throws(SystemCallError) {
      try watch(path, scan, root, isTop: isTop)
      let reader = try FolderReader(path, followsLink: isTop)
      if reader.status.device != roots[root].identity.first { try inspectMount(path, scan, root) }
      scan.reader = reader
      scan.prefix = path == "/" ? "/" : path + "/"
    } catch {
      if isTop {
        roots[root].scan = nil
        roots[root].nextScan = .now + roots[root].retryInterval
        setMode(.absent, because: "\(error)", root)
      } else if !error.saysVanished {
        logger.warning(
          "A folder below a watched one cannot be read",
          metadata: ["folder.path": "\(roots[root].folder.path)", "error": "\(error)"]
        )
      }
    }
  }

  private func watch(
    _ path: String,
    _ scan: FolderScan,
    _ root: Int,
    isTop: Bool
  ) throws(SystemCallError) {
    let folder = roots[root].folder
    guard tree != nil, folder.mode != .poll else { return }
    guard folder.mode == .events || !roots[root].kind.needsPolling else { return }
    do throws(SystemCallError) {
      try tree?.add(path, root: root, followsLink: isTop)
    } catch  where error.code == ENOSPC {
      // The folders that have a watch keep it; polling finds what happens in the others.
      poll("inotify watches are used up, raise fs.inotify.max_user_watches", scan, root)
    }
  }

  /// A share may be mounted below a folder of a local disk.
  private func inspectMount(
    _ path: String,
    _ scan: FolderScan,
    _ root: Int
  ) throws(SystemCallError) {
    guard roots[root].mode == .events, roots[root].folder.mode == .auto else { return }
    let kind = try options.fileSystemKind(path)
    if kind.needsPolling { poll("\(kind) is mounted inside it", scan, root) }
  }

  private func poll(_ reason: String, _ scan: FolderScan, _ root: Int) {
    scan.pollReason = reason
    roots[root].pollReason = reason
    setMode(.poll, because: reason, root)
  }

  /// Shows one entry to the rule; false at the end of the folder.
  private func readEntry(_ reader: FolderReader, _ scan: FolderScan, _ root: Int) -> Bool {
    do throws(SystemCallError) {
      return try reader.next { name, kind in
        let folder = roots[root].folder
        guard kind == .file || kind == .folder, !folder.ignoredNames.contains(name) else { return }
        nameBuffer.removeAll(keepingCapacity: true)
        nameBuffer.append(contentsOf: scan.prefix.utf8)
        nameBuffer.append(contentsOf: name)
        if kind == .file, !scan.isDeep, nameBuffer.withUnsafeBytes({ known.containsName($0) }) {
          return
        }
        guard let path = String(validating: nameBuffer, as: UTF8.self) else {
          return noteUnreadableName(root)
        }
        if kind == .file {
          found(path, name, reader, root)
        } else if folder.isRecursive, !folder.excludes(path) {
          scan.folders.append(path)
        }
      }
    } catch {
      // A server that restarts; the next scan finds the rest.
      return false
    }
  }

  private func found(
    _ path: String,
    _ name: UnsafeRawBufferPointer,
    _ reader: FolderReader,
    _ root: Int
  ) {
    guard !board.contains(path), !ready.contains(path) else { return }
    let seen: FileStatus
    do throws(SystemCallError) { seen = try reader.status(of: name) } catch { return }
    let status = seen.normalized(for: roots[root].kind)
    guard status.isRegular, !known.contains(SightingKey(path: path, status: status)) else { return }
    let settle = roots[root].settle(forFoundWith: status)
    board.hint(path, root: root, status: status, settle: settle, at: .now)
  }

  private func finish(_ scan: FolderScan, _ root: Int) {
    roots[root].scan = nil
    guard scan.isWhole else { return }
    let now = Instant.now
    roots[root].lastScan = Date()
    roots[root].pollReason = scan.pollReason
    let pause = roots[root].pause(after: scan.effort)
    let isUrgent = roots[root].needsDeepScan
    roots[root].nextScan = now + (isUrgent ? min(pause, roots[root].retryInterval) : pause)
  }
}
