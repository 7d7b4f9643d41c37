import Glibc

/// The bytes of a regular file or of a buffer, read by their position.
struct ByteSource: ~Copyable {
  let count: Int
  private let file: OpenFile?
  private var window: [UInt8]
  private var windowStart = 0
  private static let windowBytes = 16384

  /// Reads a file as it is asked for.
  init(_ file: OpenFile) {
    self.file = file
    count = file.count
    window = []
  }

  /// Takes bytes that are in memory.
  init(_ bytes: [UInt8]) {
    file = nil
    count = bytes.count
    window = bytes
  }

  /// The bytes of a range.
  ///
  /// - Throws: `truncated` when the range goes beyond the end (or the file shrank meanwhile).
  mutating func bytes(_ range: Range<Int>) throws(DicomError) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= count else { throw .truncated }
    if holds(range) {
      return Array(window[range.lowerBound - windowStart..<range.upperBound - windowStart])
    }
    return try read(range)
  }

  /// One byte.
  mutating func byte(at position: Int) throws(DicomError) -> UInt8 {
    if !holds(position..<position + 1) {
      guard position >= 0, position < count else { throw .truncated }
      window = try read(position..<min(position + Self.windowBytes, count))
      windowStart = position
    }
    return window[position - windowStart]
  }

  /// A 16-bit number.
  mutating func word(at position: Int, bigEndian: Bool) throws(DicomError) -> UInt16 {
    let first = UInt16(try byte(at: position))
    let second = UInt16(try byte(at: position + 1))
    return bigEndian ? first << 8 | second : second << 8 | first
  }

  /// A 32-bit number.
  mutating func long(at position: Int, bigEndian: Bool) throws(DicomError) -> UInt32 {
    let first = UInt32(try word(at: position, bigEndian: bigEndian))
    let second = UInt32(try word(at: position + 2, bigEndian: bigEndian))
    return bigEndian ? first << 16 | second : second << 16 | first
  }

  private func holds(_ range: Range<Int>) -> Bool {
    windowStart <= range.lowerBound && range.upperBound <= windowStart + window.count
  }

  /// Bytes from a position on, put where they are wanted, as many as there is room for.
  ///
  /// - Throws: `truncated` when they go beyond the end (or the file shrank meanwhile).
  mutating func read(
    at start: Int,
    into room: UnsafeMutableRawBufferPointer
  ) throws(DicomError) {
    guard start >= 0, start + room.count <= count else { throw .truncated }
    guard let file else {
      window.withUnsafeBytes {
        room.copyMemory(from: .init(rebasing: $0[start..<start + room.count]))
      }
      return
    }
    try Self.read(file, at: start, into: room)
  }

  private func read(_ range: Range<Int>) throws(DicomError) -> [UInt8] {
    // A buffer holds all of its bytes: `holds` has answered for it.
    guard let file else { throw .truncated }
    try checkRoom(range.count)
    var failure: DicomError?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      do throws(DicomError) {
        try Self.read(
          file,
          at: range.lowerBound,
          into: UnsafeMutableRawBufferPointer(
            start: buffer.baseAddress,
            count: range.count
          )
        )
        filled = range.count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private static func read(
    _ file: OpenFile,
    at start: Int,
    into room: UnsafeMutableRawBufferPointer
  ) throws(DicomError) {
    var filled = 0
    while filled < room.count {
      let got = pread(
        file.descriptor,
        room.baseAddress.map { $0 + filled },
        room.count - filled,
        off_t(start + filled)
      )
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { throw got == 0 ? .truncated : .unreadable(errno: errno) }
      filled += got
    }
  }
}
