import Glibc

/// The kernel's queue of changes, inotify(7).
final class InotifyQueue {
  struct Event {
    let watch: Int32
    let mask: UInt32
    /// The name inside the watched folder; nil for events of the folder itself.
    let name: String?
    /// Whether there was a name but it is not UTF-8.
    let isNameUnreadable: Bool

    /// The overlay imports some flags as Int32, others as Int.
    func has(_ flag: some BinaryInteger) -> Bool { mask & UInt32(truncatingIfNeeded: flag) != 0 }
  }

  let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init() throws(SystemCallError) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else { throw .last }
  }

  deinit { close(descriptor) }

  /// Watches a folder; the same folder again gives the same number.
  func add(_ path: String, followsLink: Bool) throws(SystemCallError) -> Int32 {
    // CREATE because link() and linkat() announce nothing else; MODIFY would only repeat what
    // CLOSE_WRITE says.
    let mask =
      IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE_SELF | IN_MOVE_SELF
      | IN_ONLYDIR | (followsLink ? 0 : IN_DONT_FOLLOW)
    let watch = inotify_add_watch(descriptor, path, UInt32(truncatingIfNeeded: mask))
    guard watch >= 0 else { throw .last }
    return watch
  }

  func remove(_ watch: Int32) {
    inotify_rm_watch(descriptor, watch)
  }

  /// What has happened since the last call, at most one buffer full; empty if nothing has.
  func read() throws(SystemCallError) -> [Event] {
    let room = buffer.count
    let count = uninterrupted { Glibc.read(descriptor, &buffer, room) }
    guard count >= 0 else {
      if errno == EAGAIN { return [] }
      throw .last
    }
    return buffer.withUnsafeBytes { Self.parse(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  private static func parse(_ bytes: UnsafeRawBufferPointer) -> [Event] {
    var events: [Event] = []
    var offset = 0
    let head = MemoryLayout<inotify_event>.size
    while offset + head <= bytes.count {
      let raw = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let field = bytes[(offset + head)..<(offset + head + Int(raw.len))]
      let name = field.prefix { $0 != 0 }
      let text = String(validating: name, as: UTF8.self)
      events.append(
        Event(
          watch: raw.wd,
          mask: raw.mask,
          name: name.isEmpty ? nil : text,
          isNameUnreadable: text == nil
        )
      )
      offset += head + Int(raw.len)
    }
    return events
  }
}
