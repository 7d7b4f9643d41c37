import Foundation
import Glibc
import Intake
import TestSupport
import Testing

@Suite("A million old files", .timeLimit(.minutes(15)))
struct ManyFilesTests {
  /// Two sets of 2^21 places of 8 bytes and their bitmaps: 34 MB; the rest is room for other tests' noise.
  @Test(.tags(.slow)) func `are known in less than 100 MB`() throws {
    let before = try Self.residentBytes()
    let known = KnownFiles(
      (0..<1_000_000).lazy.map {
        SightingKey(path: "/in/\($0)", size: 1, mtimeNs: Int64($0), inode: UInt64($0))
      }
    )
    let after = try Self.residentBytes()
    #expect(known.count == 1_000_000)
    #expect(after - before < 100_000_000)
  }

  private static func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    return pages * Int(getpagesize())
  }
}
