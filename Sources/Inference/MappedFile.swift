internal import Foundation
internal import Imaging

/// A file's bytes where the kernel keeps them, for as long as somebody holds this.
///
/// The file may be removed or replaced meanwhile, but never cut or written to.
final class MappedFile: @unchecked Sendable {  // nobody writes to the pages
  private let bytes: UnsafeRawBufferPointer

  init(_ file: URL) throws(RegularFileError) {
    let (descriptor, count) = try RegularFile.opened(file)
    defer { close(descriptor) }
    guard count > 0 else { throw .shrank }
    let start = mmap(nil, count, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0)
    guard let start, start != MAP_FAILED else { throw .system(errno) }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  /// Lends the bytes, which stay at their place beyond the call for as long as this is held.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withExtendedLifetime(self) { body(bytes) }
  }

  /// Gives the pages back; the kernel fetches those that are asked for again.
  func release() {
    madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED)
  }
}
