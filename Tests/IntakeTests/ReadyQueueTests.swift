import Foundation
import TestSupport
import Testing

@testable import Intake

@Suite("Files that are ready", .temporaryFolder)
struct ReadyQueueTests {
  private func entry(_ path: String) throws -> ReadyQueue.Entry {
    let status = try FileStatus.ofName(TemporaryFolder.current.path)
    return .init(order: DeliveryOrder(path), root: 0, status: status, completeness: .whole)
  }

  private func emptied(_ queue: inout ReadyQueue) -> [String] {
    var paths: [String] = []
    while let entry = queue.first() {
      paths.append(entry.path)
      queue.remove(entry.path, root: 0)
    }
    return paths
  }

  @Test(arguments: [
    (false, ["/a1", "/a2", "/a10", "/b1", "/b2", "/c1"]),
    (true, ["/c1", "/b1", "/b2", "/a1", "/a2", "/a10"]),
  ])
  func `are taken round by round, each in the order of its names`(
    isNewestFirst: Bool,
    expected: [String]
  ) throws {
    var queue = ReadyQueue(gap: .zero, limit: .zero, isNewestFirst: isNewestFirst)
    for round in [["/a10", "/a2", "/a1"], ["/b2", "/b1"], ["/c1"]] {
      for path in round { queue.add(try entry(path), at: .now) }
      queue.closeRound(nextDue: nil, at: .now)
    }
    #expect(queue.count == 6)
    #expect(emptied(&queue) == expected)
    #expect(queue.count == 0)
  }

  @Test func `of now come before a backlog, which then goes on where it was`() throws {
    var queue = ReadyQueue(gap: .zero, limit: .zero, isNewestFirst: true)
    for number in 1...3 { queue.add(try entry("/old\(number)"), at: .now) }
    queue.closeRound(nextDue: nil, at: .now)
    #expect(queue.first()?.path == "/old1")
    queue.remove("/old1", root: 0)
    queue.add(try entry("/new"), at: .now)
    queue.closeRound(nextDue: nil, at: .now)
    #expect(emptied(&queue) == ["/new", "/old2", "/old3"])
  }
}
