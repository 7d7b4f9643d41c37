import Glibc

/// Why the kernel refused a call: its errno.
public struct SystemCallError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The errno, such as `ENOSPC`.
  public let code: Int32

  /// An errno that was read right after the call.
  public init(code: Int32) {
    self.code = code
  }

  /// The error of the call that has just failed on this thread.
  static var last: Self { Self(code: errno) }

  /// Whether the name leads nowhere (any more): nothing of that name, or no folder above it.
  var saysVanished: Bool { code == ENOENT || code == ENOTDIR }

  /// Whether the same call may succeed later though nobody repairs anything.
  ///
  /// A server that restarts answers with a stale handle, an I/O error or a time-out (NFS, SMB);
  /// a busy machine with too few descriptors or too little memory.
  public var isTransient: Bool {
    switch code {
    case ESTALE, EIO, ETIMEDOUT, EHOSTDOWN, EHOSTUNREACH, ENETDOWN, ENETUNREACH, ENOTCONN,
      ECONNRESET, EREMOTEIO, EAGAIN, EBUSY, EINTR, EMFILE, ENFILE, ENOMEM, ENOLCK:
      true
    default:
      false
    }
  }

  /// The C library's words and the number.
  public var description: String {
    "\(String(cString: strerror(code))) (errno \(code))"
  }
}

/// Repeats a call that a signal interrupted.
func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
