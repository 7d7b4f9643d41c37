public import Foundation
internal import Glibc

/// Keeps processes that work in one store out of each other's way.
///
/// A worker (`run`, `process`, `reprocess`) holds the lock shared. At its start it tries to be alone,
/// since only then may it recover what an earlier run left: another worker's copies look the same.
public final class StoreLock: Sendable {
  private let descriptor: Int32
  /// Whether this process was alone in the store when it came.
  public let wasAlone: Bool

  /// Enters the store.
  ///
  /// - Parameters:
  ///   - folder: the store.
  ///   - recover: what to do if no other worker is there; runs before others are let in.
  /// - Throws: `StoreLockError`, or what `recover` throws.
  public init(_ folder: URL, recover: () throws -> Void) throws {
    let path = folder.appending(path: "worker.lock").path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreLockError(path: path, code: errno) }
    wasAlone = flock(descriptor, LOCK_EX | LOCK_NB) == 0
    if wasAlone { try recover() }
    guard flock(descriptor, LOCK_SH) == 0 else { throw StoreLockError(path: path, code: errno) }
  }

  deinit { close(descriptor) }
}

/// The lock file could not be used.
public struct StoreLockError: Error, CustomStringConvertible, Sendable {
  let path: String
  let code: Int32
  /// The sentence for the administrator.
  public var description: String {
    "The lock file \(path) cannot be used (\(String(cString: strerror(code)))); "
      + "the store's folder must belong to the account that runs pacs-watch."
  }
}
