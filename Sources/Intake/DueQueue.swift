/// Names by the time at which each wants to be looked at: a binary heap, earliest first.
struct DueQueue {
  typealias Instant = ContinuousClock.Instant

  private var heap: [(due: Instant, path: String)] = []

  /// The earliest time, if anything waits.
  var next: Instant? { heap.first?.due }

  mutating func push(_ path: String, at due: Instant) {
    heap.append((due, path))
    var child = heap.count - 1
    while child > 0, heap[child].due < heap[(child - 1) / 2].due {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the earliest entry if its time has come.
  mutating func pop(until now: Instant) -> (due: Instant, path: String)? {
    guard let first = heap.first, first.due <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      let left = 2 * parent + 1
      guard left < heap.count else { break }
      let right = left + 1
      let child = right < heap.count && heap[right].due < heap[left].due ? right : left
      guard heap[child].due < heap[parent].due else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return first
  }
}
