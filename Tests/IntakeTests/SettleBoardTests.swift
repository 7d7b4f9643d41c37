import Glibc
import Testing

@testable import Intake

@Suite("The rule when a file has settled")
struct SettleBoardTests {
  private let start = ContinuousClock.Instant.now
  private let path = "/in/a"

  private func status(size: Int64, mtimeNs: Int64 = 1) -> FileStatus {
    var raw = stat()
    raw.st_size = Int(size)
    raw.st_mtim.tv_nsec = Int(mtimeNs)
    raw.st_mode = S_IFREG
    return FileStatus(raw)
  }

  private func look(_ size: Int64) -> SettleBoard.Look { .file(status(size: size), lockedBy: nil) }

  @Test func `wants two equal looks a settle time apart`() {
    var board = SettleBoard()
    board.hint(path, root: 0, status: status(size: 1), settle: .seconds(1), at: start)
    #expect(board.popDue(at: start + .milliseconds(999)) == nil)
    let due = start + .seconds(1)
    #expect(board.popDue(at: due)?.path == path)
    let first = board.judge(path, look: look(2), patience: .seconds(60), at: due) { .whole }
    #expect(first == .wait)
    #expect(board.popDue(at: due + .milliseconds(999)) == nil)
    let later = due + .seconds(1)
    #expect(board.popDue(at: later)?.path == path)
    let second = board.judge(path, look: look(2), patience: .seconds(60), at: later) { .whole }
    #expect(second == .ready(status(size: 2), .whole))
    #expect(board.count == 0)
  }

  @Test func `looks at a cut-off file after 1, 2, 4 and more seconds, and gives up in the end`() {
    var board = SettleBoard()
    board.hint(path, root: 0, status: status(size: 1), settle: .seconds(1), at: start)
    var looks: [Int64] = []
    var verdict = SettleBoard.Verdict.wait
    while verdict == .wait, let due = board.nextDue, board.popDue(at: due) != nil {
      looks.append((due - start).components.seconds)
      verdict = board.judge(path, look: look(1), patience: .seconds(60), at: due) { .incomplete }
    }
    // 1 s to settle, then delays of 1, 2, 4, 8, 16, and what is left of 60 s.
    #expect(looks == [1, 2, 4, 8, 16, 32, 61])
    #expect(verdict == .ready(status(size: 1), .truncated))
  }

  @Test func `starts its patience anew when a cut-off file grows`() {
    var board = SettleBoard()
    board.hint(path, root: 0, status: status(size: 1), settle: .seconds(1), at: start)
    for second in 1...500 {
      let now = start + .seconds(second)
      while board.popDue(at: now) != nil {
        let seen = look(Int64(second / 50))
        let verdict = board.judge(path, look: seen, patience: .seconds(60), at: now) { .incomplete }
        #expect(verdict == .wait)
      }
    }
    #expect(board.contains(path))
  }

  @Test func `is not kept waiting by hints that bring nothing new`() {
    var board = SettleBoard()
    for tenth in 0..<20 {
      let now = start + .milliseconds(100 * tenth)
      board.hint(path, root: 0, status: status(size: 1), settle: .seconds(3), at: now)
    }
    #expect(board.nextDue == start + .seconds(3))
  }

  @Test func `waits less when the writer says that it is done`() {
    var board = SettleBoard()
    board.hint(path, root: 0, status: status(size: 0), settle: .seconds(3), at: start)
    board.hint(path, root: 0, status: status(size: 0), settle: .seconds(1), at: start)
    #expect(board.popDue(at: start + .seconds(1))?.path == path)
  }

  @Test func `forgets what has vanished`() {
    var board = SettleBoard()
    board.hint(path, root: 4, status: status(size: 1), settle: .seconds(1), at: start)
    #expect(board.count(ofRoot: 4) == 1)
    let verdict = board.judge(path, look: .gone, patience: .seconds(60), at: start) { .whole }
    #expect(verdict == .forget)
    #expect(board.count == 0)
    #expect(board.count(ofRoot: 4) == 0)
  }

  @Test func `never gives up on a server that does not answer`() {
    var board = SettleBoard()
    board.hint(path, root: 0, status: status(size: 1), settle: .seconds(1), at: start)
    for _ in 0..<100 {
      guard let due = board.nextDue, board.popDue(at: due) != nil else { break }
      let verdict = board.judge(path, look: .unanswered, patience: .zero, at: due) { .whole }
      #expect(verdict == .wait)
    }
    #expect(board.contains(path))
    let last = start + .seconds(86_400)
    _ = board.popDue(at: last)
    let verdict = board.judge(path, look: look(1), patience: .zero, at: last) { .whole }
    #expect(verdict == .ready(status(size: 1), .whole))
  }

  @Test func `does not read a file that it may not open, and says so in the end`() {
    var board = SettleBoard()
    board.hint(path, root: 0, status: status(size: 1), settle: .seconds(1), at: start)
    let locked = SettleBoard.Look.file(
      status(size: 1),
      lockedBy: SystemCallError(code: EACCES)
    )
    var verdict = SettleBoard.Verdict.wait
    while verdict == .wait, let due = board.nextDue, board.popDue(at: due) != nil {
      verdict = board.judge(path, look: locked, patience: .seconds(5), at: due) {
        Issue.record("read")
        return .whole
      }
    }
    guard case .ready(_, .notRecognised(let reason)) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(reason.contains("Permission denied"))
  }
}
