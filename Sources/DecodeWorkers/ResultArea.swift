internal import CSandbox
internal import Glibc

/// The memory that a worker shares with its parent: fields at its start, stored values behind them.
///
/// Its size is fixed by the parent and sealed, so that reading it cannot fault whatever the worker
/// does. What lies there may change at any time: the parent copies first, and judges the copy.
final class ResultArea {
  /// Room for the fields of one answer: 4 MiB of texts, as UTF-8, and two tables.
  static let detailsCapacity = 16 << 20

  /// How many stored values fit.
  let valuesCapacity: Int
  private let descriptor: Int32
  private let start: UnsafeMutableRawPointer

  /// The size of an area for frames of so many pixels, in bytes.
  static func size(maximumPixels: Int) -> Int { detailsCapacity + maximumPixels * 2 }

  /// Makes an area, for reading.
  convenience init(maximumPixels: Int) throws(SystemFault) {
    let size = Self.size(maximumPixels: maximumPixels)
    let descriptor = csandbox_shared_memory(size)
    guard descriptor >= 0 else { throw SystemFault("shared memory", code: -descriptor) }
    try self.init(descriptor, maximumPixels: maximumPixels, protection: PROT_READ)
  }

  /// Maps an area that another process made, for writing.
  convenience init(filling descriptor: Int32, maximumPixels: Int) throws(SystemFault) {
    try self.init(descriptor, maximumPixels: maximumPixels, protection: PROT_READ | PROT_WRITE)
  }

  private init(
    _ descriptor: Int32,
    maximumPixels: Int,
    protection: Int32
  ) throws(SystemFault) {
    let size = Self.size(maximumPixels: maximumPixels)
    guard let mapped = mmap(nil, size, protection, MAP_SHARED, descriptor, 0), mapped != MAP_FAILED
    else {
      let code = errno
      close(descriptor)
      throw SystemFault("mapping the shared memory", code: code)
    }
    self.descriptor = descriptor
    start = mapped
    valuesCapacity = maximumPixels
  }

  deinit {
    munmap(start, Self.size(maximumPixels: valuesCapacity))
    close(descriptor)
  }

  /// For handing on at a spawn.
  var sharedDescriptor: Int32 { descriptor }

  /// Where a worker decodes to.
  var values: UnsafeMutableBufferPointer<UInt16> {
    UnsafeMutableBufferPointer(
      start: (start + Self.detailsCapacity).assumingMemoryBound(to: UInt16.self),
      count: valuesCapacity
    )
  }

  /// Puts the fields of an answer there; false where they do not fit.
  func fill(_ details: [UInt8]) -> Bool {
    guard details.count <= Self.detailsCapacity else { return false }
    details.withUnsafeBytes {
      start.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(start), byteCount: $0.count)
    }
    return true
  }

  /// A copy of the fields' bytes.
  func details(count: Int) throws(FieldFault) -> [UInt8] {
    guard 0...Self.detailsCapacity ~= count else { throw FieldFault() }
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// A copy of the stored values, which have no bit above `bitsStored`.
  func values(count: Int, bitsStored: Int) throws(FieldFault) -> [UInt16] {
    guard 0...valuesCapacity ~= count else { throw FieldFault() }
    let source = (start + Self.detailsCapacity).assumingMemoryBound(to: UInt16.self)
    var bits: UInt16 = 0
    let values = [UInt16](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let first = buffer.baseAddress else { return }
      // The copy is judged, since the area may change at any time.
      bits = csandbox_copy_words(first, source, count)
      filled = count
    }
    guard Int(bits) < 1 << bitsStored else { throw FieldFault() }
    return values
  }

  /// Gives memory back that only the largest films need.
  func release() {
    _ = csandbox_release_pages(descriptor, Self.size(maximumPixels: valuesCapacity))
  }
}

/// A call of the operating system that failed; a phrase for the middle of a sentence.
struct SystemFault: Error, CustomStringConvertible {
  let description: String

  init(_ what: String, code: Int32) {
    description = "\(what) failed, \(String(cString: strerror(code)))"
  }
}
