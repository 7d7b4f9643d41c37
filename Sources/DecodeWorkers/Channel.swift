internal import CSandbox
internal import Glibc

/// One end of the socket between the program and a worker; closes itself.
struct Channel: ~Copyable {
  let descriptor: Int32
  /// The largest message; answers lie in the shared memory.
  private static let capacity = 4096

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Sends one message, with a file.
  ///
  /// - Returns: whether the other side can still receive.
  func send(_ message: some Field, file: Int32 = -1) throws(FieldFault) -> Bool {
    let bytes = try FieldWriter.bytes(of: message)
    return csandbox_send(descriptor, bytes, bytes.count, file) == 0
  }

  /// Receives one message and the file that comes along; nil when the other side is gone.
  func receive<Message: Field>(
    _ type: Message.Type,
    file: UnsafeMutablePointer<Int32>? = nil
  ) throws(FieldFault) -> Message? {
    var bytes = [UInt8](repeating: 0, count: Self.capacity)
    let count = csandbox_receive(descriptor, &bytes, bytes.count, file)
    guard count != 0, count != -Int(ECONNRESET) else { return nil }
    guard count > 0 else { throw FieldFault() }
    return try FieldReader.field(type, in: Array(bytes.prefix(count)))
  }

  /// Whether something can be received within a time.
  func isReady(within limit: Duration) -> Bool {
    let (seconds, fraction) = limit.components
    let milliseconds = Int64(seconds) * 1000 + fraction / 1_000_000_000_000_000
    return csandbox_await(descriptor, Int32(clamping: milliseconds)) == 1
  }
}
