import Testing

@testable import Intake

@Suite("The files that are known")
struct KnownFilesTests {
  private func key(_ number: Int) -> SightingKey {
    SightingKey(path: "/in/\(number)", size: 10, mtimeNs: Int64(number), inode: UInt64(number))
  }

  @Test func `are told apart by name, size, time and inode`() {
    let known = KnownFiles([key(1)])
    #expect(known.contains(key(1)))
    #expect(!known.contains(key(2)))
    #expect(!known.contains(SightingKey(path: "/in/1", size: 11, mtimeNs: 1, inode: 1)))
    #expect(!known.contains(SightingKey(path: "/in/1", size: 10, mtimeNs: 2, inode: 1)))
    #expect(!known.contains(SightingKey(path: "/in/1", size: 10, mtimeNs: 1, inode: 2)))
  }

  @Test func `may come with several states of one name in any order`() {
    let newer = SightingKey(path: "/in/1", size: 11, mtimeNs: 2, inode: 1)
    for known in [KnownFiles([key(1), newer]), KnownFiles([newer, key(1)])] {
      #expect(known.contains(key(1)))
      #expect(known.contains(newer))
    }
  }

  @Test func `are all found among many, and nothing else is`() {
    let known = KnownFiles((0..<50_000).map(key))
    #expect(known.count == 50_000)
    #expect((0..<50_000).allSatisfy { known.contains(key($0)) })
    #expect(!(50_000..<100_000).contains { known.contains(key($0)) })
    let name = Array("/in/77".utf8)
    #expect(name.withUnsafeBytes { known.containsName($0) })
    let other = Array("/in/770000".utf8)
    #expect(!other.withUnsafeBytes { known.containsName($0) })
  }
}
