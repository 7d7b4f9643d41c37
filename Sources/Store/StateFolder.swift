internal import Foundation
internal import Glibc

/// Makes the state folder, keeps others out of it, and moves files in it durably.
enum StateFolder {
  /// Makes what is missing and narrows what is too open: folders 0700, the database's files 0600.
  static func prepare(_ layout: StoreLayout) throws {
    for folder in layout.folders {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      try permit(0o700, folder.path)
    }
    // SQLite gives its -wal and -shm the mode of the database, so that must be right before.
    let descriptor = Glibc.open(layout.database.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.cannotPrepare(path: layout.database.path, errno: errno)
    }
    close(descriptor)
    try permit(0o600, layout.database.path)
    for suffix in ["-wal", "-shm"] where access(layout.database.path + suffix, F_OK) == 0 {
      try permit(0o600, layout.database.path + suffix)
    }
  }

  private static func permit(_ mode: mode_t, _ path: String) throws {
    guard chmod(path, mode) == 0 else {
      throw StoreError.cannotPrepare(path: path, errno: errno)
    }
  }

  /// Runs work while no other process does the same, with a lock on the folder itself.
  ///
  /// GRDB's migrator reads what is applied before its transaction begins: two first starts at once
  /// would both make the tables.
  static func withLock<Value>(on folder: URL, _ work: () throws -> Value) throws -> Value {
    let descriptor = Glibc.open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else {
      throw StoreError.cannotPrepare(path: folder.path, errno: errno)
    }
    defer { close(descriptor) }
    return try work()
  }

  /// Renames a file and synchronises both folders; a move that has been done already is none.
  static func move(_ origin: URL, to target: URL) throws {
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(),
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    if rename(origin.path, target.path) != 0 {
      let cause = errno
      guard cause == ENOENT, access(target.path, F_OK) == 0 else {
        throw StoreError.cannotPrepare(path: target.path, errno: cause)
      }
    }
    var folder = target.deletingLastPathComponent()
    // A fan-out folder may be new itself, so its parents are synchronised, too.
    for _ in 0..<3 {
      try synchronise(folder)
      folder.deleteLastPathComponent()
    }
    try synchronise(origin.deletingLastPathComponent())
  }

  private static func synchronise(_ folder: URL) throws {
    let descriptor = Glibc.open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError.cannotPrepare(path: folder.path, errno: errno)
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw StoreError.cannotPrepare(path: folder.path, errno: errno)
    }
  }
}
