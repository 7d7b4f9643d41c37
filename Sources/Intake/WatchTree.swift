import Glibc

/// Which folder each inotify watch stands for, in both directions.
struct WatchTree {
  struct Place {
    let path: String
    let root: Int
  }

  private let queue: InotifyQueue
  private let maximum: Int
  private var places: [Int32: Place] = [:]
  private var watches: [String: Int32] = [:]

  init(queue: InotifyQueue, maximum: Int) {
    self.queue = queue
    self.maximum = maximum
  }

  /// Watches a folder, or makes sure that it still is; cheap enough for every rescan.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - root: the watched folder that it belongs to.
  ///   - followsLink: whether the path may be a symbolic link.
  /// - Throws: `SystemCallError`, ENOSPC when there are no more watches.
  mutating func add(_ path: String, root: Int, followsLink: Bool) throws(SystemCallError) {
    if watches[path] == nil, watches.count >= maximum { throw SystemCallError(code: ENOSPC) }
    let watch = try queue.add(path, followsLink: followsLink)
    if let old = watches[path], old != watch {
      // The name now belongs to another folder; the old one may live on elsewhere, unwatched.
      queue.remove(old)
      places[old] = nil
    }
    if let old = places[watch], old.path != path { watches[old.path] = nil }
    places[watch] = Place(path: path, root: root)
    watches[path] = watch
  }

  func place(of watch: Int32) -> Place? { places[watch] }

  /// The kernel has dropped a watch (IN_IGNORED).
  mutating func forget(_ watch: Int32) -> Place? {
    guard let place = places.removeValue(forKey: watch) else { return nil }
    if watches[place.path] == watch { watches[place.path] = nil }
    return place
  }

  /// Stops watching a folder that was moved away, and all below it.
  mutating func remove(_ folder: String) {
    let prefix = folder + "/"
    for (path, watch) in watches where path == folder || path.hasPrefix(prefix) {
      queue.remove(watch)
      places[watch] = nil
      watches[path] = nil
    }
  }
}
