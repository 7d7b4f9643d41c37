import Foundation
import Glibc
import Intake
import TestSupport
import Testing

@Suite("A million old files", .timeLimit(.minutes(15)))
struct ManyFilesTests {
  /// Two sets of 2^21 places of 8 bytes and their bitmaps: 34 MB.
  ///
  /// Other tests run in this process and
  /// take memory too, so the least of four growths counts; all four stay alive, or the second would
  /// only take what the first gave back.
  @Test(.tags(.slow)) func `are known in less than 100 MB`() throws {
    var known: [KnownFiles] = []
    var growths: [Int] = []
    for _ in 1...4 {
      let before = try Self.residentBytes()
      known.append(
        KnownFiles(
          (0..<1_000_000).lazy.map {
            SightingKey(path: "/in/\($0)", size: 1, mtimeNs: Int64($0), inode: UInt64($0))
          }
        )
      )
      growths.append(try Self.residentBytes() - before)
    }
    #expect(known.allSatisfy { $0.count == 1_000_000 })
    #expect(try #require(growths.min()) < 100_000_000, "\(growths)")
  }

  private static func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    return pages * Int(getpagesize())
  }
}
