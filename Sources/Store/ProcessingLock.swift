internal import Foundation
internal import Glibc

/// The right to take up the unfinished files of a state folder.
///
/// One process at a time may hold it: a second one that took up what the first is working on would
/// do the work twice. Reading, exporting and registering need no lock. The kernel takes it back when
/// the holder ends, whatever ends it.
public final class ProcessingLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of a state folder, without waiting.
  ///
  /// - Parameter layout: the state folder, which exists.
  /// - Throws: `StoreError.inUse` while another process holds it.
  public init(_ layout: StoreLayout) throws {
    // The spool's own folder is locked (flock(2)), so that there is no lock file to leave behind.
    let descriptor = Glibc.open(layout.spool.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError.cannotPrepare(path: layout.spool.path, errno: errno)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Glibc.close(descriptor)
      throw StoreError.inUse(folder: layout.folder.path)
    }
    self.descriptor = descriptor
  }

  deinit { Glibc.close(descriptor) }
}
